"""What a person does on the phone: each act is a message in the chat and an update for the bot, in one commit."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass

from gateways.botapi_entities import LONGEST_CAPTION, LONGEST_TEXT, trimmed, with_detected
from gateways.botapi_errors import ApiError
from gateways.botapi_parameters import Upload
from gateways.botapi_reader import units
from gateways.phone.chats import Kept, Message, files_of, without_reply
from gateways.phone.methods.edit import CAPTION, CONTENT, forwarded
from gateways.phone.methods.media import MOST_IN_ALBUM
from gateways.phone.people import Person
from gateways.phone.phone import Phone

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
FILE_KINDS = ("photo", "document", "voice", "video", "sticker")


class ActRefused(Exception):
    """The phone does not let the person do this; the text is one kind line, `status` the HTTP status."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status


@dataclass
class Acts:
    """The acts of one person."""

    phone: Phone
    person: Person
    nonce: str = ""  # the page's own name for the act; comes back with the event of its message

    def _say(self, content: Message, reply_to: int | None = None) -> Message:
        """Keeps one message of the person and queues its update."""
        person, chats = self.person, self.phone.chats
        if person.blocked:
            raise ActRefused("Bot ini sedang diblokir. Buka blokirnya dulu.", 409)
        with self.phone.store.transaction():
            person.started = True
            if reply_to is not None:
                replied = self._find(reply_to)
                content = {"reply_to_message": without_reply(replied.body)} | content
            message = chats.new_message(person, person.user(), content)
            chats.add(person, Kept(message, True, None), self.nonce)
            self.phone.updates.add(person, "message", message)
        return message

    def _find(self, message_id: int) -> Kept:
        kept = self.phone.chats.find(self.person.id, message_id)
        if kept is None:
            raise ActRefused("Pesan itu sudah tidak ada.", 409)
        return kept

    def _formatted(self, name: str, text: str, limit: int) -> Message:
        text, _ = trimmed(text.replace("\r", ""), [])
        if units(text) > limit:
            raise ActRefused(f"Pesan terlalu panjang: paling banyak {limit} huruf.")
        entities = with_detected(text, [])
        found: Message = {name: text} if text else {}
        if entities:
            found["entities" if name == "text" else "caption_entities"] = entities
        return found

    def text(self, text: str, reply_to: int | None = None) -> Message:
        """Sends words."""
        content = self._formatted("text", text, LONGEST_TEXT)
        if not content:
            raise ActRefused("Pesan masih kosong.")
        return self._say(content, reply_to)

    def start(self, payload: str = "") -> Message:
        """Opens the bot, with a deep link's payload or without."""
        if payload and not PAYLOAD.fullmatch(payload):
            raise ActRefused("Tautan ini tidak lengkap. Minta tautan yang baru.")
        if self.person.blocked:
            self.block(False)
        return self.text(f"/start {payload}".strip())

    def files(self, kind: str, uploads: list[Upload], caption: str, reply_to: int | None = None) -> list[Message]:
        """Sends a file, or several as an album."""
        if kind not in FILE_KINDS or not uploads:
            raise ActRefused(f"Pilih file dan jenisnya: {', '.join(FILE_KINDS)}.")
        if len(uploads) > MOST_IN_ALBUM:
            raise ActRefused(f"Paling banyak {MOST_IN_ALBUM} file sekaligus.")
        words = {} if kind == "sticker" else self._formatted("caption", caption, LONGEST_CAPTION)
        group = {"media_group_id": str(secrets.randbits(53))} if len(uploads) > 1 else {}
        messages: list[Message] = []
        with self.phone.store.transaction():
            for upload in uploads:
                try:
                    media = {kind: self.phone.files.keep(kind, upload, {})}
                except ApiError:
                    raise ActRefused("File ini tidak bisa dikirim sebagai " + kind + ".") from None
                messages.append(self._say(group | media | words, reply_to))
                words = {}
        return messages

    def location(self, latitude: float, longitude: float) -> Message:
        """Shares a place."""
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise ActRefused("Lokasi ini tidak ada di bumi.")
        return self._say({"location": {"latitude": latitude, "longitude": longitude}})

    def contact(self, phone_number: str, first_name: str, own: bool) -> Message:
        """Shares a contact; `own` is the button "share my number", and carries the person's id."""
        if not phone_number.strip():
            raise ActRefused("Isi nomor teleponnya.")
        name = first_name or self.person.profile["first_name"]
        contact: Message = {"phone_number": phone_number.strip(), "first_name": name}
        if own:
            contact["user_id"] = self.person.id
        return self._say({"contact": contact})

    def forward(self, message_id: int) -> Message:
        """Forwards one of the chat's messages to the bot."""
        body = self._find(message_id).body
        content = {name: body[name] for name in (*CONTENT, *CAPTION) if name in body}
        return self._say(forwarded(body) | content)

    def edit(self, message_id: int, text: str) -> Message:
        """Changes an own message's words."""
        kept = self._find(message_id)
        if not kept.is_out or "forward_origin" in kept.body:
            raise ActRefused("Hanya pesan sendiri yang bisa diubah.", 409)
        is_caption = bool(files_of(kept.body))
        if "text" not in kept.body and not is_caption:
            raise ActRefused("Pesan ini tidak bisa diubah.", 409)
        words = self._formatted(
            "caption" if is_caption else "text", text, LONGEST_CAPTION if is_caption else LONGEST_TEXT
        )
        if not words and not is_caption:
            raise ActRefused("Pesan masih kosong.")
        old = {"text", "entities", *CAPTION}
        body = {name: value for name, value in kept.body.items() if name not in old} | words
        if body == kept.body:
            return body
        body["edit_date"] = int(time.time())
        with self.phone.store.transaction():
            self.phone.chats.replace(self.person, Kept(body, True, None))
            self.phone.updates.add(self.person, "edited_message", body)
        return body

    def press(self, message_id: int, row: int, col: int) -> str:
        """Presses an inline button as it stands there now, and returns the query's id."""
        return self.press_data(message_id, _data_of(self.phone.chats.find(self.person.id, message_id), row, col))

    def press_data(self, message_id: int, data: str) -> str:
        """Presses an old or a forged button: any data, from a message that may be gone."""
        if self.person.blocked:
            raise ActRefused("Bot ini sedang diblokir. Buka blokirnya dulu.", 409)
        kept = self.phone.chats.find(self.person.id, message_id)
        number = str(secrets.randbits(62))
        message: Message = {"message_id": message_id, "chat": self.person.chat(), "date": 0}  # gone: no more is known
        query = {"id": number, "from": self.person.user(), "message": message if kept is None else kept.body}
        query |= {"chat_instance": str(self.person.id * 7919), "data": data}
        with self.phone.store.transaction():
            self.phone.store.run(
                "INSERT INTO callbacks (id, chat_id, message_id, pressed_at) VALUES (?, ?, ?, ?)",
                *(number, self.person.id, message_id, time.time()),
            )
            self.phone.updates.add(self.person, "callback_query", query)
        return number

    def read(self, up_to: int) -> None:
        """Marks the bot's messages up to this one as read."""
        if up_to <= self.person.read_up_to:
            return
        with self.phone.store.transaction():
            self.person.read_up_to = up_to
            self.phone.chats.record(self.person, {"kind": "read", "up_to": up_to})

    def block(self, blocked: bool) -> None:
        """Blocks or unblocks the bot."""
        if blocked == self.person.blocked:
            return
        bot = self.phone.profile.user()
        member: Message = {"user": bot, "status": "member"}
        kicked: Message = {"user": bot, "status": "kicked", "until_date": 0}
        old, new = (member, kicked) if blocked else (kicked, member)
        change = {"chat": self.person.chat(), "from": self.person.user(), "date": int(time.time())}
        with self.phone.store.transaction():
            self.person.blocked = blocked
            self.phone.chats.record(self.person, {"kind": "blocked", "blocked": blocked})
            update = change | {"old_chat_member": old, "new_chat_member": new}
            self.phone.updates.add(self.person, "my_chat_member", update)


def _data_of(kept: Kept | None, row: int, col: int) -> str:
    rows = [] if kept is None else kept.body.get("reply_markup", {}).get("inline_keyboard", [])
    if not (0 <= row < len(rows) and 0 <= col < len(rows[row])):
        raise ActRefused("Tombol itu sudah tidak ada.", 409)
    if "callback_data" not in rows[row][col]:
        raise ActRefused("Tombol ini membuka tautan.", 409)
    return str(rows[row][col]["callback_data"])
