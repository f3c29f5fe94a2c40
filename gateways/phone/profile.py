"""What the bot says of itself: name, descriptions, command menus."""

from __future__ import annotations

from typing import Any

import orjson

from gateways.phone.people import Person
from gateways.phone.store import Store

# The token that fits a web phone of its own; any other of the form digits:anything does too.
DEFAULT_TOKEN = "8800000001:web-phone"  # noqa: S105 (opens nothing but this phone)
DEFAULT_NAME = "Pendamping IKM"
USERNAME = "pendamping_ikm_bot"


class Profile:
    """The one bot that lives on this phone."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def remember(self, token: str) -> None:
        """The first token that asks getMe gives the bot its id."""
        if self.store.setting("bot_id") is None:
            with self.store.transaction():
                self.store.keep_setting("bot_id", int(token.split(":")[0]))

    def text(self, name: str, language: str) -> str:
        """Returns name, description or short_description in a language, else in the default one."""
        words: dict[str, str] = self.store.setting(f"bot_{name}", {})
        default = DEFAULT_NAME if name == "name" else ""
        return words.get(language) or words.get("") or default

    def set_text(self, name: str, language: str, value: str) -> None:
        """Keeps name, description or short_description for a language ("" is the default one)."""
        words: dict[str, str] = self.store.setting(f"bot_{name}", {})
        words[language] = value
        with self.store.transaction():
            self.store.keep_setting(f"bot_{name}", words)

    def user(self) -> dict[str, Any]:
        """Returns the bot as the Bot API's User object."""
        number = self.store.setting("bot_id", int(DEFAULT_TOKEN.split(":")[0]))
        return {"id": number, "is_bot": True, "first_name": self.text("name", ""), "username": USERNAME}

    def for_page(self, person: Person) -> dict[str, Any]:
        """Returns the bot as the page shows it to a person."""
        language = person.profile["language_code"]
        texts = {name: self.text(name, language) for name in ("description", "short_description")}
        return self.user() | {"first_name": self.text("name", language)} | texts

    def commands(self, scope: str, language: str) -> list[dict[str, str]]:
        """Returns the commands kept for exactly this scope ("default", "chat:5") and language."""
        query = "SELECT commands FROM commands WHERE scope = ? AND language = ?"
        found = self.store.row(query, scope, language)
        return [] if found is None else orjson.loads(found[0])

    def set_commands(self, scope: str, language: str, commands: list[dict[str, str]]) -> None:
        """Keeps the commands of a scope and language; an empty list removes them."""
        with self.store.transaction():
            self.store.run("DELETE FROM commands WHERE scope = ? AND language = ?", scope, language)
            if commands:
                self.store.run("INSERT INTO commands VALUES (?, ?, ?)", scope, language, orjson.dumps(commands))

    def menu_of(self, person: Person) -> list[dict[str, str]]:
        """Returns the commands that this person sees: own chat, then all private chats, then everybody's."""
        for scope in (f"chat:{person.id}", "all_private_chats", "default"):
            for language in (person.profile["language_code"], ""):
                if commands := self.commands(scope, language):
                    return commands
        return []
