"""The bot's own name, descriptions and command menus; chats; presses; files."""

from __future__ import annotations

import re
import time
from typing import Any

from gateways.botapi_errors import bad_request
from gateways.botapi_parameters import Parameters
from gateways.phone.files import LARGEST_DOWNLOAD
from gateways.phone.methods.registry import find_chat, method
from gateways.phone.phone import Phone

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
MOST_COMMANDS = 100
LONGEST_PRESS_ANSWER = 200
SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
LIMITS = {"name": 64, "description": 512, "short_description": 120}


@method("getMe")
def get_me(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    return phone.profile.user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        # Not of the Bot API: where a bot's deep links lead when it lives here. Clients keep or skip unknown fields.
        "link_root": f"{phone.address}/open?start=",
        # Nor is this: everybody here is played, so a bot may let its clock be moved.
        "is_demo": True,
    }


@method("close")
@method("logOut")
def close(phone: Phone, parameters: Parameters) -> bool:
    return True


@method("getChat")
def get_chat(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return find_chat(phone, parameters).chat() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def _language(parameters: Parameters) -> str:
    language = parameters.text("language_code")
    if not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _set_text(phone: Phone, parameters: Parameters, name: str) -> bool:
    value, language = parameters.text(name), _language(parameters)
    if len(value) > LIMITS[name]:
        raise bad_request(f"{name.replace('_', ' ')} is too long")
    phone.profile.set_text(name, language, value)
    return True


@method("setMyName")
def set_my_name(phone: Phone, parameters: Parameters) -> bool:
    return _set_text(phone, parameters, "name")


@method("setMyDescription")
def set_my_description(phone: Phone, parameters: Parameters) -> bool:
    return _set_text(phone, parameters, "description")


@method("setMyShortDescription")
def set_my_short_description(phone: Phone, parameters: Parameters) -> bool:
    return _set_text(phone, parameters, "short_description")


@method("getMyName")
def get_my_name(phone: Phone, parameters: Parameters) -> dict[str, str]:
    return {"name": phone.profile.text("name", _language(parameters))}


@method("getMyDescription")
def get_my_description(phone: Phone, parameters: Parameters) -> dict[str, str]:
    return {"description": phone.profile.text("description", _language(parameters))}


@method("getMyShortDescription")
def get_my_short_description(phone: Phone, parameters: Parameters) -> dict[str, str]:
    return {"short_description": phone.profile.text("short_description", _language(parameters))}


def _scope(phone: Phone, parameters: Parameters) -> str:
    """Returns the key of a BotCommandScope: "default", "chat:<id>", ..."""
    scope = parameters.nested("scope", "BotCommandScope")
    if scope is None:
        return "default"
    if not isinstance(scope, dict):
        raise bad_request("BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in SCOPES:
        return str(kind)
    if kind in CHAT_SCOPES:
        return f"{kind}:{find_chat(phone, Parameters(scope)).id}"
    raise bad_request("can't parse BotCommandScope: Unsupported type specified")


def _show_menus(phone: Phone) -> None:
    for person_id in list(phone.hub.listeners):
        person = phone.people.by_id[person_id]
        phone.hub.show(person_id, {"type": "commands", "commands": phone.profile.menu_of(person)})


@method("setMyCommands")
def set_my_commands(phone: Phone, parameters: Parameters) -> bool:
    given = parameters.nested("commands", "commands")
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands: list[dict[str, str]] = []
    for one in given:
        if not isinstance(one, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        command = str(one.get("command") or "").removeprefix("/")
        description = str(one.get("description") or "").strip()
        if not COMMAND.fullmatch(command):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append({"command": command, "description": description})
    phone.profile.set_commands(_scope(phone, parameters), _language(parameters), commands)
    _show_menus(phone)
    return True


@method("deleteMyCommands")
def delete_my_commands(phone: Phone, parameters: Parameters) -> bool:
    phone.profile.set_commands(_scope(phone, parameters), _language(parameters), [])
    _show_menus(phone)
    return True


@method("getMyCommands")
def get_my_commands(phone: Phone, parameters: Parameters) -> list[dict[str, str]]:
    return phone.profile.commands(_scope(phone, parameters), _language(parameters))


@method("answerCallbackQuery")
def answer_callback_query(phone: Phone, parameters: Parameters) -> bool:
    number, text = parameters.text("callback_query_id"), parameters.text("text")
    if len(text) > LONGEST_PRESS_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    found = phone.store.row("SELECT chat_id, message_id, pressed_at, answered FROM callbacks WHERE id = ?", number)
    if found is None or found[3] or time.time() - found[2] > phone.press_lifetime:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    event: dict[str, Any] = {"kind": "callback_answered", "query_id": number, "message_id": found[1], "text": text}
    event |= {"show_alert": parameters.boolean("show_alert"), "url": parameters.text("url") or None}
    with phone.store.transaction():
        phone.store.run("UPDATE callbacks SET answered = 1 WHERE id = ?", number)
        phone.chats.record(phone.people.by_id[found[0]], event)
    return True


@method("getFile")
def get_file(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    if not parameters.has("file_id"):
        raise bad_request("file_id not specified")
    file = phone.files.find(parameters.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    ids = {"file_id": file.file_id, "file_unique_id": file.unique_id}
    return ids | {"file_size": file.size, "file_path": file.path}
