"""Keyboards: what reply_markup of a call may be, and what the platform says when it may not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gateways.botapi_errors import ApiError, bad_request
from gateways.botapi_links import checked_link
from gateways.botapi_parameters import Parameters

MOST_BUTTONS = 100
OTHER_INLINE_ACTIONS = (
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


@dataclass(frozen=True)
class Markup:
    """A message's keyboards: `inline` goes with the message, `reply` replaces what stands under the chat."""

    inline: dict[str, Any] | None = None
    reply: dict[str, Any] | None = None


def read_markup(parameters: Parameters) -> Markup:
    """Reads and checks reply_markup of a call; raises ApiError in the platform's words."""
    markup = parameters.nested("reply_markup", "reply keyboard markup")
    if markup is None:
        return Markup()
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    for name, kind in (("keyboard", "ReplyKeyboardMarkup"), ("inline_keyboard", "InlineKeyboardMarkup")):
        if name in markup:
            _check_rows(markup[name], name, kind)
    if any(markup.get("keyboard", [])):
        return Markup(reply=markup | {"keyboard": [_reply_row(row) for row in markup["keyboard"] if row]})
    if any(markup.get("inline_keyboard", [])):
        rows = [[_inline_button(button) for button in row] for row in markup["inline_keyboard"] if row]
        if sum(map(len, rows)) > MOST_BUTTONS:
            raise bad_request("reply markup is too long")
        return Markup(inline={"inline_keyboard": rows})
    if markup.get("remove_keyboard"):
        return Markup(reply={"remove_keyboard": True})
    if markup.get("force_reply"):
        return Markup(reply=dict(markup))
    return Markup()


def read_inline_markup(parameters: Parameters) -> dict[str, Any] | None:
    """Reads reply_markup of an edit, where only inline keyboards may stand."""
    markup = read_markup(parameters)
    if markup.reply is not None:
        raise bad_request("inline keyboard expected")
    return markup.inline


def _check_rows(rows: Any, name: str, kind: str) -> None:
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" of the {kind} must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the {kind} must be an Array of Arrays')


def _reply_row(row: list[Any]) -> list[dict[str, Any]]:
    buttons: list[dict[str, Any]] = []
    for button in row:
        if isinstance(button, str):
            button = {"text": button}
        if not isinstance(button, dict):
            raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
        if not isinstance(button.get("text"), str):
            raise bad_request("can't parse keyboard button: Can't find field \"text\"")
        buttons.append(button)
    return buttons


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _unparsable("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _unparsable('Can\'t find field "text"')
    looks = {name: button[name] for name in ("text", "style", "icon_custom_emoji_id") if button.get(name) is not None}
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str):
            raise _unparsable('Field "callback_data" must be of type String')
        if not 1 <= len(data.encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
        return looks | {"callback_data": data}
    if "url" in button:
        address = button["url"]
        if not isinstance(address, str) or checked_link(address) is None:
            raise bad_request(f"inline keyboard button URL '{address}' is invalid: Wrong HTTP URL")
        return looks | {"url": checked_link(address)}
    for action in OTHER_INLINE_ACTIONS:
        if action in button:
            return looks | {action: button[action]}
    raise _unparsable("Text buttons are unallowed in the inline keyboard")


def _unparsable(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")
