"""Sending words, places and contacts, and what all sends share."""

from __future__ import annotations

from typing import Any

from gateways.botapi_entities import LONGEST_TEXT, read_formatted
from gateways.botapi_errors import bad_request
from gateways.botapi_keyboards import Markup, read_markup
from gateways.botapi_parameters import Parameters
from gateways.phone.chats import Kept, Message, without_reply
from gateways.phone.methods.registry import find_reachable, method
from gateways.phone.people import Person
from gateways.phone.phone import Phone

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
ACTION_SECONDS = 5


def find_replied(phone: Phone, person: Person, parameters: Parameters) -> Message | None:
    """Returns the message that a call replies to, ready for reply_to_message, or None."""
    given = parameters.nested("reply_parameters", "reply parameters")
    if given is None:
        number = parameters.integer("reply_to_message_id")
        optional = parameters.boolean("allow_sending_without_reply")
    elif isinstance(given, dict):
        found = Parameters(given)
        number, optional = found.integer("message_id"), found.boolean("allow_sending_without_reply")
    else:
        raise bad_request("can't parse reply parameters: expected an Object")
    if number <= 0:
        return None
    kept = phone.chats.find(person.id, number)
    if kept is None and not optional:
        raise bad_request("message to be replied not found")
    return None if kept is None else without_reply(kept.body)


def deliver(phone: Phone, person: Person, content: Message, markup: Markup, replied: Message | None) -> Message:
    """Keeps a message of the bot in a person's chat and returns it as the Bot API shows it."""
    with phone.store.transaction():
        if replied is not None:
            content = {"reply_to_message": replied} | content
        if markup.inline is not None:
            content = content | {"reply_markup": markup.inline}
        message = phone.chats.new_message(person, phone.profile.user(), content)
        phone.chats.add(person, Kept(message, False, markup.reply))
    return message


def deliver_call(phone: Phone, parameters: Parameters, content: Message) -> Message:
    """Delivers `content` to the chat, with the keyboard and reply that the call names."""
    markup = read_markup(parameters)
    person = find_reachable(phone, parameters)
    return deliver(phone, person, content, markup, find_replied(phone, person, parameters))


def text_content(parameters: Parameters) -> Message:
    """Reads text, parse_mode and entities of a call into a message's fields; raises ApiError."""
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    text, entities = read_formatted(parameters, "text", "entities", LONGEST_TEXT, "message is too long")
    if not text:
        raise bad_request("text must be non-empty")
    return {"text": text, "entities": entities} if entities else {"text": text}


@method("sendMessage")
def send_message(phone: Phone, parameters: Parameters) -> Message:
    return deliver_call(phone, parameters, text_content(parameters))


@method("sendLocation")
def send_location(phone: Phone, parameters: Parameters) -> Message:
    place: dict[str, float] = {}
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = parameters.number(name)
        if value is None or abs(value) > most:
            raise bad_request(f"wrong parameter {name} in request")
        place[name] = value
    return deliver_call(phone, parameters, {"location": place})


@method("sendContact")
def send_contact(phone: Phone, parameters: Parameters) -> Message:
    contact = {"phone_number": parameters.text("phone_number"), "first_name": parameters.text("first_name")}
    for name, value in contact.items():
        if not value:
            raise bad_request(f"{name.replace('_', ' ')} is empty")
    if last_name := parameters.text("last_name"):
        contact["last_name"] = last_name
    return deliver_call(phone, parameters, {"contact": contact})


@method("sendChatAction")
def send_chat_action(phone: Phone, parameters: Parameters) -> bool:
    action = parameters.text("action").lower()
    if action not in ACTIONS | {"cancel"}:
        raise bad_request("wrong parameter action in request")
    person = find_reachable(phone, parameters)
    seconds = 0 if action == "cancel" else ACTION_SECONDS
    frame: dict[str, Any] = {"type": "typing", "action": action, "seconds": seconds}
    phone.hub.show(person.id, frame)
    return True
