"""The Bot API's methods, as far as a bot under load uses them; refusals in Telegram's own words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks.load.chats import Chat, plain
from benchmarks.load.parameters import Upload
from benchmarks.load.population import Population
from benchmarks.load.tally import Repeat

FILE_SHAPES: dict[str, dict[str, int]] = {
    "photo": {"width": 800, "height": 600},
    "document": {},
    "voice": {"duration": 3},
    "audio": {"duration": 3},
    "video": {"width": 640, "height": 360, "duration": 3},
    "animation": {"width": 640, "height": 360, "duration": 3},
}
ALWAYS_TRUE = {
    "sendchataction", "setmycommands", "deletemycommands", "setmydescription", "setmyshortdescription", "setmyname",
    "setchatmenubutton", "deletewebhook", "logout", "close",
}  # fmt: skip
MAX_TEXT = 4096


class Refused(Exception):
    """The call gets an error answer: a status and Telegram's description."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status, self.description = status, description


class Methods:
    """Carries out calls on the chats of a population."""

    def __init__(self, population: Population, bot_id: int) -> None:
        self._population, self._tally = population, population.tally
        self.bot = {"id": bot_id, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
        self._handlers: dict[str, Callable[[dict[str, Any]], Any]] = {
            "getme": self._get_me,
            "getwebhookinfo": lambda _: {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
            "getmycommands": lambda _: [],
            "getmydescription": lambda _: {"description": ""},
            "getmyshortdescription": lambda _: {"short_description": ""},
            "getmyname": lambda _: {"name": "Bench"},
            "getchat": lambda p: self._chat(p).shape | {"accent_color_id": 0, "max_reaction_count": 11},
            "getfile": lambda p: {"file_id": p["file_id"], "file_unique_id": "u", "file_path": "none"},
            "sendmessage": self._send_text,
            "sendlocation": self._send_location,
            "sendmediagroup": self._send_group,
            "copymessage": lambda p: {"message_id": self._send_text(p | {"text": "copy"})["message_id"]},
            "editmessagetext": lambda p: self._edit(p, "text"),
            "editmessagecaption": lambda p: self._edit(p, "caption"),
            "editmessagereplymarkup": lambda p: self._edit(p, None),
            "deletemessage": lambda p: self._delete(p, [p.get("message_id")]),
            "deletemessages": lambda p: self._delete(p, p.get("message_ids") or []),
            "answercallbackquery": self._answer_callback,
        }
        for kind in FILE_SHAPES:
            self._handlers["send" + kind] = partial(self._send_file, kind)
        for name in ALWAYS_TRUE:
            self._handlers[name] = lambda _: True

    def call(self, method: str, wanted: dict[str, Any]) -> Any:
        """The result of a call (method in lower case). Raises Refused."""
        handler = self._handlers.get(method)
        if handler is None:
            raise Refused(404, "Not Found")
        return handler(wanted)

    def _get_me(self, wanted: dict[str, Any]) -> dict[str, Any]:
        can = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
        return self.bot | can

    def _chat(self, wanted: dict[str, Any]) -> Chat:
        chat = self._population.chats.get(number(wanted.get("chat_id")) or 0)
        if chat is None:
            raise Refused(400, "Bad Request: chat not found")
        return chat

    def _send_text(self, wanted: dict[str, Any]) -> dict[str, Any]:
        text = str(wanted.get("text") or "")
        check_text(text)
        return self._send(wanted, text, {"text": plain(text, wanted.get("parse_mode"))})

    def _send_location(self, wanted: dict[str, Any]) -> dict[str, Any]:
        place = {"latitude": float(wanted["latitude"]), "longitude": float(wanted["longitude"])}
        return self._send(wanted, str(place), {"location": place})

    def _send_file(self, kind: str, wanted: dict[str, Any]) -> dict[str, Any]:
        given = wanted.get(kind)
        if given is None:
            raise Refused(400, f"Bad Request: there is no {kind} in the request")
        new_id = isinstance(given, Upload) or str(given).startswith("attach://")
        name = f"{kind}-{self._population.next_message_id()}" if new_id else str(given)
        file = {"file_id": name, "file_unique_id": "u" + name, "file_size": 1000} | FILE_SHAPES[kind]
        caption = plain(str(wanted.get("caption") or ""), wanted.get("parse_mode"))
        content: dict[str, Any] = {kind: [file] if kind == "photo" else file}
        if caption:
            content["caption"] = caption
        return self._send(wanted, caption or str(given), content)

    def _send_group(self, wanted: dict[str, Any]) -> list[dict[str, Any]]:
        items = [(item["type"], item | {item["type"]: item["media"]}) for item in wanted["media"]]
        return [self._send_file(kind, wanted | item) for kind, item in items]

    def _send(self, wanted: dict[str, Any], text: str, content: dict[str, Any]) -> dict[str, Any]:
        chat, markup = self._chat(wanted), wanted.get("reply_markup")
        if chat.lost is not None:
            raise Refused(403, f"Forbidden: {chat.lost}")
        message = {"message_id": self._population.next_message_id(), "date": self._population.date()}
        message |= {"chat": chat.shape, "from": self.bot} | content
        if markup and "inline_keyboard" in markup:
            message["reply_markup"] = markup
        sent, now = (text, str(markup)), self._population.now()
        if sent == chat.last_content:
            self._tally.twice.append(Repeat(chat.chat_id, text[:80], now - chat.last_sent_at))
        chat.last_content, chat.last_sent_at = sent, now
        self._tally.messages_sent += 1
        self._show(chat, message)
        return message

    def _edit(self, wanted: dict[str, Any], part: str | None) -> dict[str, Any]:
        chat = self._chat(wanted)
        old = chat.messages.get(number(wanted.get("message_id")) or 0)
        if old is None:
            raise Refused(400, "Bad Request: message to edit not found")
        message = {name: value for name, value in old.items() if name not in ("reply_markup", part)}
        if part:
            text = str(wanted.get(part) or "")
            if part == "text":
                check_text(text)
            message[part] = plain(text, wanted.get("parse_mode"))
        markup = wanted.get("reply_markup")
        if markup and markup.get("inline_keyboard"):
            message["reply_markup"] = markup
        if message == {name: value for name, value in old.items() if name != "edit_date"}:
            raise Refused(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message",
            )
        message["edit_date"] = self._population.date()
        self._show(chat, message)
        return message

    def _show(self, chat: Chat, message: dict[str, Any]) -> None:
        chat.keep(message)
        if chat.reader is not None:
            chat.reader.sees(message.get("text") or message.get("caption") or "")

    def _delete(self, wanted: dict[str, Any], message_ids: list[Any]) -> bool:
        chat = self._chat(wanted)
        found = [chat.messages.pop(number(message_id) or 0, None) for message_id in message_ids]
        if not any(found):
            raise Refused(400, "Bad Request: message to delete not found")
        return True

    def _answer_callback(self, wanted: dict[str, Any]) -> bool:
        query = str(wanted.get("callback_query_id"))
        if query not in self._population.open_callbacks:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._population.open_callbacks.discard(query)
        self._tally.buttons_answered += 1
        return True


def number(given: Any) -> int | None:
    """A whole number from JSON or a form; None when it is none."""
    try:
        return int(given)
    except (TypeError, ValueError):
        return None


def check_text(text: str) -> None:
    """Raises Refused for what Telegram refuses: nothing, or more than 4,096 UTF-16 units."""
    if not text.strip():
        raise Refused(400, "Bad Request: message text is empty")
    if len(text) > MAX_TEXT // 2 and len(text.encode("utf-16-le")) // 2 > MAX_TEXT:
        raise Refused(400, "Bad Request: message is too long")
