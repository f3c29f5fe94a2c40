"""The table of methods, and what all of them need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gateways.botapi_errors import bad_request, forbidden
from gateways.botapi_parameters import Parameters
from gateways.phone.chats import Kept
from gateways.phone.people import Person
from gateways.phone.phone import Phone

Method = Callable[[Phone, Parameters], Any]
METHODS: dict[str, Method] = {}  # by name in small letters, as the platform compares them


@dataclass(frozen=True)
class Described:
    """A result that comes with a description, e.g. "Webhook was set"."""

    result: Any
    description: str


def method(name: str) -> Callable[[Method], Method]:
    """Registers a function as a method of the Bot API."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register


def find_chat(phone: Phone, parameters: Parameters, name: str = "chat_id") -> Person:
    """Returns the person whose chat a call names; raises ApiError."""
    if not parameters.has(name):
        raise bad_request(f"{name} is empty")
    person = phone.people.by_id.get(parameters.integer(name))
    if person is None:
        raise bad_request("chat not found")
    return person


def find_reachable(phone: Phone, parameters: Parameters) -> Person:
    """Returns the person to write to; raises ApiError if the bot may not write to them."""
    person = find_chat(phone, parameters)
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    return person


def find_message(phone: Phone, person: Person, parameters: Parameters, what: str, name: str = "message_id") -> Kept:
    """Returns the message that a call names; `what` is e.g. "message to edit". Raises ApiError."""
    if not parameters.has(name):
        raise bad_request("message identifier is not specified")
    kept = phone.chats.find(person.id, parameters.integer(name))
    if kept is None:
        raise bad_request(f"{what} not found")
    return kept
