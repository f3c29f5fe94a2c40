"""Sending photos, documents, voice, video, stickers and albums."""

from __future__ import annotations

import secrets
from typing import Any

from gateways.botapi_entities import LONGEST_CAPTION, formatted, read_formatted
from gateways.botapi_errors import bad_request, too_large
from gateways.botapi_keyboards import Markup, read_markup
from gateways.botapi_parameters import LARGEST_UPLOAD, Parameters, Upload
from gateways.phone.chats import Message
from gateways.phone.methods.registry import find_reachable, method
from gateways.phone.methods.send import deliver, find_replied
from gateways.phone.phone import Phone

CAPTION_TOO_LONG = "message caption is too long"
MOST_IN_ALBUM = 10
CALLED = {"photo": "Photo", "document": "Document", "voice": "VoiceNote", "video": "Video", "sticker": "Sticker"}
DETAILS = ("duration", "width", "height")


def caption_content(parameters: Parameters) -> Message:
    """Reads caption, parse_mode and caption_entities into a message's fields; raises ApiError."""
    return _caption(*read_formatted(parameters, "caption", "caption_entities", LONGEST_CAPTION, CAPTION_TOO_LONG))


def _caption(caption: str, entities: list[dict[str, Any]]) -> Message:
    content: Message = {"caption": caption} if caption else {}
    return content | {"caption_entities": entities} if caption and entities else content


def media_content(phone: Phone, kind: str, source: str | Upload, details: dict[str, Any]) -> Message:
    """Turns an upload or a file_id into a message's field of that kind. Call inside a transaction; raises ApiError."""
    if isinstance(source, Upload):
        if len(source.content) > LARGEST_UPLOAD:
            raise too_large()
        return {kind: phone.files.keep(kind, source, details)}
    if source.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # the phone fetches nothing from outside
    file = phone.files.find(source)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {CALLED[file.kind]} as {CALLED[kind]}")
    return {kind: file.media}


def media_source(parameters: Parameters, name: str, kind: str, value: str | None = None) -> str | Upload:
    """Returns the upload or the id that a call names under `name`; raises ApiError if there is none."""
    value = parameters.text(name) if value is None else value
    if value.startswith("attach://"):
        name = value.removeprefix("attach://")
    elif value:
        return value
    if name not in parameters.uploads:
        raise bad_request(f"there is no {kind} in the request")
    return parameters.uploads[name]


def _send(phone: Phone, parameters: Parameters, kind: str) -> Message:
    source = media_source(parameters, kind, kind)
    caption = {} if kind == "sticker" else caption_content(parameters)
    markup = read_markup(parameters)
    person = find_reachable(phone, parameters)
    replied = find_replied(phone, person, parameters)
    with phone.store.transaction():
        media = media_content(phone, kind, source, {name: parameters.integer(name) for name in DETAILS})
        return deliver(phone, person, media | caption, markup, replied)


@method("sendPhoto")
def send_photo(phone: Phone, parameters: Parameters) -> Message:
    return _send(phone, parameters, "photo")


@method("sendDocument")
def send_document(phone: Phone, parameters: Parameters) -> Message:
    return _send(phone, parameters, "document")


@method("sendVoice")
def send_voice(phone: Phone, parameters: Parameters) -> Message:
    return _send(phone, parameters, "voice")


@method("sendVideo")
def send_video(phone: Phone, parameters: Parameters) -> Message:
    return _send(phone, parameters, "video")


@method("sendSticker")
def send_sticker(phone: Phone, parameters: Parameters) -> Message:
    return _send(phone, parameters, "sticker")


def input_media(parameters: Parameters, one: Any) -> tuple[str, str | Upload, Message]:
    """Reads one InputMedia object into kind, source and caption; raises ApiError."""
    if not isinstance(one, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = one.get("type")
    if kind not in ("photo", "document", "video"):
        raise bad_request("can't parse InputMedia: Unsupported type specified" if kind else "media type is empty")
    if not one.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    source = media_source(parameters, "media", kind, str(one["media"]))
    caption, entities = formatted(
        str(one.get("caption") or ""),
        str(one.get("parse_mode") or ""),
        one.get("caption_entities"),
        LONGEST_CAPTION,
        CAPTION_TOO_LONG,
    )
    return kind, source, _caption(caption, entities)


@method("sendMediaGroup")
def send_media_group(phone: Phone, parameters: Parameters) -> list[Message]:
    given = parameters.nested("media", "media")
    if given is None:
        raise bad_request('parameter "media" is required')
    if not isinstance(given, list):
        raise bad_request("expected an Array of InputMedia")
    if not given:
        raise bad_request("there are no messages to send")
    if len(given) > MOST_IN_ALBUM:
        raise bad_request("too many messages to send as an album")
    items = [input_media(parameters, one) for one in given]
    kinds = {kind for kind, _, _ in items}
    if "document" in kinds and len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    person = find_reachable(phone, parameters)
    replied = find_replied(phone, person, parameters)
    group = {"media_group_id": str(secrets.randbits(53))}
    with phone.store.transaction():
        return [
            deliver(phone, person, group | media_content(phone, kind, source, {}) | caption, Markup(), replied)
            for kind, source, caption in items
        ]
