"""Messages of all chats, and the rising list of events that each window reads."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import orjson

from gateways.phone.hub import Hub
from gateways.phone.people import People, Person
from gateways.phone.store import Store

Message = dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """A message as kept: `body` is the Bot API's Message, `is_out` says that the person wrote it."""

    body: Message
    is_out: bool
    reply_keyboard: dict[str, Any] | None

    def for_page(self) -> Message:
        """Returns the message as the page needs it."""
        page = dict(self.body)
        if self.is_out:
            page["out"] = True
        if self.reply_keyboard is not None:
            page["reply_keyboard"] = self.reply_keyboard
        return page


class Chats:
    """Adds, replaces and deletes messages; each change is also an event. Call inside a transaction."""

    def __init__(self, store: Store, people: People, hub: Hub) -> None:
        self.store = store
        self.people = people
        self.hub = hub

    def new_message(self, person: Person, sender: dict[str, Any], content: Message) -> Message:
        """Returns a Message with a fresh id and the time; it is not kept yet."""
        head = {"message_id": self.store.next_number("message"), "from": sender, "chat": person.chat()}
        return head | {"date": int(time.time())} | content

    def add(self, person: Person, kept: Kept, nonce: str = "") -> None:
        """Keeps a new message; its event carries the nonce of the act that made it."""
        keyboard = None if kept.reply_keyboard is None else orjson.dumps(kept.reply_keyboard)
        body = orjson.dumps(kept.body)
        key = (person.id, kept.body["message_id"])
        self.store.run("INSERT INTO messages VALUES (?, ?, ?, ?, ?)", *key, kept.is_out, body, keyboard)
        for file_id in files_of(kept.body):
            self.store.run("INSERT OR IGNORE INTO file_uses VALUES (?, ?)", person.id, file_id)
        event = {"kind": "message", "message": kept.for_page()}
        self.record(person, event | {"nonce": nonce} if nonce else event)

    def replace(self, person: Person, kept: Kept) -> None:
        """Puts a changed message in the place of the one with the same id."""
        self.store.run(
            "UPDATE messages SET body = ? WHERE chat_id = ? AND message_id = ?",
            *(orjson.dumps(kept.body), person.id, kept.body["message_id"]),
        )
        for file_id in files_of(kept.body):
            self.store.run("INSERT OR IGNORE INTO file_uses VALUES (?, ?)", person.id, file_id)
        self.record(person, {"kind": "edited", "message": kept.for_page()})

    def delete(self, person: Person, message_ids: list[int]) -> list[int]:
        """Deletes those of the messages that exist; returns their ids."""
        gone = [
            number
            for number in message_ids
            if self.store.run("DELETE FROM messages WHERE chat_id = ? AND message_id = ?", person.id, number).rowcount
        ]
        if gone:
            self.record(person, {"kind": "deleted", "message_ids": gone})
        return gone

    def take(self, chat_id: int, message_id: int) -> None:
        """Notes that the bot has taken the person's messages up to this one; open windows show it at once."""
        person = self.people.by_id[chat_id]
        if message_id <= person.taken_up_to:
            return
        person.taken_up_to = message_id
        self.people.keep(person)
        self.store.after_commit(lambda: self.hub.show(chat_id, {"type": "taken", "up_to": message_id}))

    def record(self, person: Person, event: dict[str, Any]) -> None:
        """Keeps one event of the person's chat and wakes the windows after the commit."""
        person.last_event += 1
        self.store.run("INSERT INTO events VALUES (?, ?, ?)", person.id, person.last_event, orjson.dumps(event))
        self.people.keep(person)
        self.store.after_commit(lambda: self.hub.wake(person.id))

    def find(self, chat_id: int, message_id: int) -> Kept | None:
        """Returns a kept message."""
        found = self.store.row(
            "SELECT body, is_out, reply_keyboard FROM messages WHERE chat_id = ? AND message_id = ?",
            *(chat_id, message_id),
        )
        return None if found is None else _kept(found)

    def all_of(self, chat_id: int) -> list[Kept]:
        """Returns a chat's messages in order."""
        query = "SELECT body, is_out, reply_keyboard FROM messages WHERE chat_id = ? ORDER BY message_id"
        return [_kept(row) for row in self.store.rows(query, chat_id)]

    def unread(self, person: Person) -> int:
        """Counts the bot's messages that the person has not read."""
        found = self.store.row(
            "SELECT count(*) FROM messages WHERE chat_id = ? AND NOT is_out AND message_id > ?",
            *(person.id, person.read_up_to),
        )
        return 0 if found is None else int(found[0])

    def events(self, person: Person, after: int, limit: int = 200) -> list[tuple[int, bytes]]:
        """Returns (id, JSON) of the events after `after`, oldest first."""
        query = "SELECT id, body FROM events WHERE chat_id = ? AND id > ? ORDER BY id LIMIT ?"
        return [(row[0], row[1]) for row in self.store.rows(query, person.id, after, limit)]


def _kept(row: tuple[Any, ...]) -> Kept:
    body, is_out, keyboard = row
    return Kept(orjson.loads(body), bool(is_out), None if keyboard is None else orjson.loads(keyboard))


def without_reply(message: Message) -> Message:
    """Returns the message as it stands inside another one's reply_to_message."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def files_of(message: Message) -> list[str]:
    """Returns the file ids in a message."""
    found = [size["file_id"] for size in message.get("photo", ())]
    found += [message[kind]["file_id"] for kind in ("document", "voice", "video", "sticker") if kind in message]
    return found
