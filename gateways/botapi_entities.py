"""Formatted text: from text, parse_mode and entities to what a message carries."""

from __future__ import annotations

import re
from typing import Any

from gateways.botapi_errors import ApiError, bad_request
from gateways.botapi_html import parse_html
from gateways.botapi_links import checked_link
from gateways.botapi_markdown import parse_markdown_v2
from gateways.botapi_parameters import Parameters
from gateways.botapi_reader import Entity, units

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
# Kinds that a bot may give; the platform finds the others in the text by itself and ignores them when given.
GIVEN = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
}
FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
DETECTED = (
    (
        "url",
        re.compile(
            r"(?<![\w@/.-])(?:https?://[^\s<>\"]+|(?:[a-zA-Z0-9-]+\.)+(?:com|id|org|net|io|me)\b(?:/[^\s<>\"]*)?)"
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-zA-Z]{2,}")),
    ("mention", re.compile(r"(?<![\w@/.])@[a-zA-Z]\w{3,31}\b")),
    ("bot_command", re.compile(r"(?<![\w/<>@.])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z]\w{3,31})?(?![\w/])")),
    ("hashtag", re.compile(r"(?<![\w#&/])#\w*[^\W\d_]\w*")),
    ("phone_number", re.compile(r"(?<![\w+])(?:\+\d|0\d)(?:[ -]?\d){7,13}(?!\d)")),
)
WORTH_A_LOOK = re.compile(r"[/@#.:]|\d{4}|\d[ -]\d")


def read_formatted(
    parameters: Parameters, name: str, entities_name: str, limit: int, too_long: str
) -> tuple[str, list[Entity]]:
    """Reads the text or caption `name` of a call with its parse_mode or entities.

    Returns text and entities as the message will carry them; the text may be "". Raises ApiError.
    """
    given = parameters.nested(entities_name, "entities")
    return formatted(parameters.text(name), parameters.text("parse_mode"), given, limit, too_long)


def formatted(
    text: str, parse_mode: str, given: Any, limit: int = LONGEST_TEXT, too_long: str = "message is too long"
) -> tuple[str, list[Entity]]:
    """Applies parse_mode (or else the given entities), trims, finds links and commands, and measures."""
    text = text.replace("\r", "")
    mode = parse_mode.lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode == "markdownv2":
        text, entities = parse_markdown_v2(text)
    elif mode in ("", "none"):
        entities = checked_entities(given, text)
    else:
        raise bad_request("unsupported parse_mode")
    text, entities = trimmed(text, entities)
    if units(text) > limit:
        raise bad_request(too_long)
    return text, with_detected(text, entities)


def checked_entities(given: Any, text: str) -> list[Entity]:
    """Validates entities that a caller gave; raises ApiError "can't parse MessageEntity: ..."."""
    if not isinstance(given, list):
        return []
    size = units(text)
    entities: list[Entity] = []
    for one in given:
        if not isinstance(one, dict):
            raise bad_request("can't parse MessageEntity: expected an Object")
        entity = _checked_entity(one)
        if entity["offset"] + entity["length"] > size and entity["type"] in GIVEN:
            end = entity["offset"] + entity["length"]
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity['offset']} ends after the end of the text"
                f" at UTF-16 offset {end}"
            )
        if entity["type"] in GIVEN and entity["length"] > 0:
            entities.append(entity)
    return entities


def _checked_entity(one: Entity) -> Entity:
    kind = one.get("type")
    for field in ("offset", "length"):
        if field not in one:
            raise _unparsable(f'Can\'t find field "{field}"')
        if not isinstance(one[field], int) or isinstance(one[field], bool):
            raise _unparsable(f'Field "{field}" must be of type Number')
        if one[field] < 0:
            raise bad_request(f"receive an entity with incorrect {field} {one[field]}")
    if not isinstance(kind, str) or kind not in GIVEN | FOUND:
        raise _unparsable("Unsupported type specified")
    return {"offset": one["offset"], "length": one["length"], "type": kind} | _details(kind, one)


def _details(kind: str, one: Entity) -> Entity:
    """Returns what belongs to an entity of this kind beside its place."""
    if kind == "text_link":
        address = one.get("url")
        if not isinstance(address, str):
            raise _unparsable('Can\'t find field "url"')
        link = checked_link(address)
        if link is None:
            raise bad_request(f"entity URL '{address}' is invalid: Wrong HTTP URL")
        return {"url": link}
    if kind == "text_mention":
        user = one.get("user")
        if not isinstance(user, dict) or not isinstance(user.get("id"), int):
            raise _unparsable('Can\'t find field "user"')
        return {"user": user}
    if kind == "pre" and isinstance(one.get("language"), str):
        return {"language": one["language"]}
    if kind == "custom_emoji":
        return {"custom_emoji_id": str(one.get("custom_emoji_id", ""))}
    return {}


def _unparsable(reason: str) -> ApiError:
    return bad_request(f"can't parse MessageEntity: {reason}")


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Removes white space at both ends and fits the entities into what remains."""
    shorter = text.strip(" \t\n\v\f\u200b\u2060")
    start = units(text[: text.find(shorter)]) if shorter else 0
    size = units(shorter)
    kept: list[Entity] = []
    for entity in entities:
        entity = {key: value for key, value in entity.items() if key != "_language"}
        first = max(entity["offset"] - start, 0)
        last = min(entity["offset"] + entity["length"] - start, size)
        if last > first:
            kept.append(entity | {"offset": first, "length": last - first})
    blocks = [one for one in kept if one["type"] in ("code", "pre")]
    kept = [one for one in kept if not any(one is not block and _lies_in(one, block) for block in blocks)]
    kept.sort(key=lambda one: (one["offset"], -one["length"]))
    return shorter, kept


def _lies_in(entity: Entity, block: Entity) -> bool:
    begin, end = block["offset"], block["offset"] + block["length"]
    return bool(begin <= entity["offset"] and entity["offset"] + entity["length"] <= end)


def with_detected(text: str, entities: list[Entity]) -> list[Entity]:
    """Adds the entities that the platform finds by itself: links, commands, mentions, phone numbers."""
    if not WORTH_A_LOOK.search(text):
        return entities
    closed = [
        (one["offset"], one["offset"] + one["length"])
        for one in entities
        if one["type"] in ("code", "pre", "text_link", "text_mention", "custom_emoji")
    ]
    found: list[Entity] = []
    for kind, pattern in DETECTED:
        for match in pattern.finditer(text):
            matched = match.group().rstrip(".,!?;:)'") if kind == "url" else match.group()
            begin = units(text[: match.start()])
            end = begin + units(matched)
            if not any(begin < other_end and other_begin < end for other_begin, other_end in closed):
                found.append({"offset": begin, "length": end - begin, "type": kind})
                closed.append((begin, end))
    return sorted(entities + found, key=lambda one: (one["offset"], -one["length"]))
