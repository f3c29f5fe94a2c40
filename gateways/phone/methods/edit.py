"""Changing, deleting, copying and forwarding messages."""

from __future__ import annotations

import time
from typing import Any

from gateways.botapi_errors import bad_request, forbidden
from gateways.botapi_keyboards import read_inline_markup, read_markup
from gateways.botapi_parameters import Parameters
from gateways.phone.chats import Kept, Message, files_of
from gateways.phone.methods.media import caption_content, input_media, media_content
from gateways.phone.methods.registry import find_chat, find_message, find_reachable, method
from gateways.phone.methods.send import deliver, find_replied, text_content
from gateways.phone.people import Person
from gateways.phone.phone import Phone

DELETABLE_SECONDS = 48 * 3600
MOST_DELETED = 100
CONTENT = ("text", "entities", "photo", "document", "voice", "video", "sticker", "location", "contact")
CAPTION = ("caption", "caption_entities")
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def _find_own(phone: Phone, parameters: Parameters) -> tuple[Person, Kept]:
    person = find_chat(phone, parameters)
    kept = find_message(phone, person, parameters, "message to edit")
    # Messages that brought a reply keyboard cannot be edited either, the manual says.
    if kept.is_out or kept.reply_keyboard is not None or "forward_origin" in kept.body:
        raise bad_request("message can't be edited")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    return person, kept


def _change(phone: Phone, person: Person, kept: Kept, new: Message, markup: dict[str, Any] | None) -> Message:
    """Replaces content and keyboard; `new` holds all content fields of the message to be."""
    head = {name: value for name, value in kept.body.items() if name not in (*CONTENT, *CAPTION, "reply_markup")}
    body = head | new | ({"reply_markup": markup} if markup is not None else {})
    if body == kept.body:
        raise bad_request(UNCHANGED)
    body["edit_date"] = int(time.time())
    with phone.store.transaction():
        phone.chats.replace(person, Kept(body, False, None))
    return body


def _part(message: Message, names: tuple[str, ...]) -> Message:
    return {name: message[name] for name in names if name in message}


@method("editMessageText")
def edit_message_text(phone: Phone, parameters: Parameters) -> Message:
    content = text_content(parameters)
    markup = read_inline_markup(parameters)
    person, kept = _find_own(phone, parameters)
    if "text" not in kept.body:
        raise bad_request("there is no text in the message to edit")
    return _change(phone, person, kept, content, markup)


@method("editMessageCaption")
def edit_message_caption(phone: Phone, parameters: Parameters) -> Message:
    caption = caption_content(parameters)
    markup = read_inline_markup(parameters)
    person, kept = _find_own(phone, parameters)
    if not files_of(kept.body) or "sticker" in kept.body:
        raise bad_request("there is no caption in the message to edit")
    return _change(phone, person, kept, _part(kept.body, CONTENT) | caption, markup)


@method("editMessageMedia")
def edit_message_media(phone: Phone, parameters: Parameters) -> Message:
    given = parameters.nested("media", "input media")
    if given is None:
        raise bad_request("there is no media in the request")
    kind, source, caption = input_media(parameters, given)
    markup = read_inline_markup(parameters)
    person, kept = _find_own(phone, parameters)
    with phone.store.transaction():
        return _change(phone, person, kept, media_content(phone, kind, source, {}) | caption, markup)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(phone: Phone, parameters: Parameters) -> Message:
    markup = read_inline_markup(parameters)
    person, kept = _find_own(phone, parameters)
    return _change(phone, person, kept, _part(kept.body, (*CONTENT, *CAPTION)), markup)


@method("deleteMessage")
def delete_message(phone: Phone, parameters: Parameters) -> bool:
    person = find_chat(phone, parameters)
    kept = find_message(phone, person, parameters, "message to delete")
    if kept.body["date"] < time.time() - DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    with phone.store.transaction():
        phone.chats.delete(person, [kept.body["message_id"]])
    return True


@method("deleteMessages")
def delete_messages(phone: Phone, parameters: Parameters) -> bool:
    given = parameters.nested("message_ids", "message identifiers")
    if not isinstance(given, list) or not all(isinstance(one, int) for one in given):
        raise bad_request("expected an Array of message identifiers")
    if not given:
        raise bad_request("message identifiers are not specified")
    if len(given) > MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    person = find_chat(phone, parameters)
    with phone.store.transaction():
        phone.chats.delete(person, given)
    return True


def _find_source(phone: Phone, parameters: Parameters, what: str) -> Kept:
    return find_message(phone, find_chat(phone, parameters, "from_chat_id"), parameters, what)


@method("copyMessage")
def copy_message(phone: Phone, parameters: Parameters) -> dict[str, int]:
    markup = read_markup(parameters)
    new_caption = caption_content(parameters) if "caption" in parameters.values else None
    person = find_reachable(phone, parameters)
    kept = _find_source(phone, parameters, "message to copy")
    content = _part(kept.body, (*CONTENT, *CAPTION))
    if new_caption is not None and files_of(content):
        content = _part(content, CONTENT) | new_caption
    message = deliver(phone, person, content, markup, find_replied(phone, person, parameters))
    return {"message_id": message["message_id"]}


@method("forwardMessage")
def forward_message(phone: Phone, parameters: Parameters) -> Message:
    person = find_reachable(phone, parameters)
    kept = _find_source(phone, parameters, "message to forward")
    content = _part(kept.body, (*CONTENT, *CAPTION))
    return deliver(phone, person, forwarded(kept.body) | content, read_markup(parameters), None)


def forwarded(message: Message) -> Message:
    """Returns the forward_origin field for a forward of this message."""
    first: Message = {"type": "user", "date": message["date"], "sender_user": message["from"]}
    return {"forward_origin": message.get("forward_origin", first)}
