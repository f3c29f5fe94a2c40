"""The people who hold the phones: ready-made personas and new ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson

from gateways.phone.store import Store

# Their ids never change: ADMIN_CHAT_IDS=1000005 makes the staff person an administrator.
PERSONAS = (
    (1000001, "siti", "Siti", "Aminah", "siti_aminah", "produsen (Busang)", "#2e7d32"),
    (1000002, "rahmat", "Rahmat", "Hidayat", "rahmat_hidayat", "produsen (Sangatta)", "#ef6c00"),
    (1000003, "bu-dewi", "Dewi", "Lestari", "dewi_lestari", "mentor", "#6a1b9a"),
    (1000004, "pak-anton", "Anton", "Wijaya", "anton_wijaya", "mentor", "#1565c0"),
    (1000005, "kantor", "Rina", "(Disperindag)", "rina_disperindag", "petugas, admin", "#ad1457"),
)
SPOKE_BEFORE = (1000003, 1000004)
"""A bot may have these as mentors from the start, and must be able to write to them."""
COLORS = ("#00838f", "#558b2f", "#c62828", "#4527a0", "#f9a825", "#37474f", "#d84315")
LONGEST_NAME = 64


@dataclass
class Person:
    """One person, who is also one private chat with the bot: both have the same id."""

    id: int
    key: str
    profile: dict[str, Any] = field(default_factory=dict)  # first_name, last_name?, username, role_hint, color
    started: bool = False
    blocked: bool = False
    read_up_to: int = 0
    taken_up_to: int = 0  # the person's newest message that the bot has taken
    last_event: int = 0

    def user(self) -> dict[str, Any]:
        """Returns the Bot API's User object."""
        return {"id": self.id, "is_bot": False, **self._names(), "language_code": self.profile["language_code"]}

    def chat(self) -> dict[str, Any]:
        """Returns the Bot API's Chat object."""
        return {"id": self.id, **self._names(), "type": "private"}

    def _names(self) -> dict[str, str]:
        return {name: self.profile[name] for name in ("first_name", "last_name", "username") if self.profile.get(name)}


class People:
    """All people, read once and written through."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.by_id: dict[int, Person] = {}
        self.by_key: dict[str, Person] = {}
        for number, key, profile in store.rows("SELECT id, key, profile FROM people ORDER BY id"):
            self._know(Person(number, key, orjson.loads(profile)))
        self._read_states()
        store.on_rollback = self._read_states
        for number, key, first, last, username, role, color in PERSONAS:
            if number not in self.by_id:
                names = {"first_name": first, "last_name": last, "username": username}
                self._add(number, key, names | {"language_code": "id", "role_hint": role, "color": color})
        with store.transaction():
            for number in SPOKE_BEFORE:
                self.by_id[number].started = True
                self.keep(self.by_id[number])

    def _read_states(self) -> None:
        """Reads what changes; after a rollback too, or a person would know more than the database."""
        query = "SELECT id, started, blocked, read_up_to, taken_up_to, last_event FROM people"
        for number, started, blocked, read_up_to, taken_up_to, last_event in self.store.rows(query):
            person = self.by_id[number]
            person.started, person.blocked = bool(started), bool(blocked)
            person.read_up_to, person.taken_up_to, person.last_event = read_up_to, taken_up_to, last_event

    def _know(self, person: Person) -> None:
        self.by_id[person.id] = person
        self.by_key[person.key] = person

    def _add(self, number: int, key: str, profile: dict[str, Any]) -> Person:
        person = Person(number, key, profile)
        with self.store.transaction():
            self.store.run("INSERT INTO people (id, key, profile) VALUES (?, ?, ?)", number, key, orjson.dumps(profile))
        self._know(person)
        return person

    def add(self, first_name: str) -> Person:
        """Makes a new person, known as p6, p7, ..."""
        number = max(self.by_id) + 1
        position = number - 1_000_000
        color = COLORS[position % len(COLORS)]
        profile = {"first_name": first_name, "username": f"orang_{position}", "language_code": "id"}
        return self._add(number, f"p{position}", profile | {"role_hint": "orang baru", "color": color})

    def keep(self, person: Person) -> None:
        """Writes the person's state; call it inside the transaction that changed it."""
        self.store.run(
            "UPDATE people SET started = ?, blocked = ?, read_up_to = ?, taken_up_to = ?, last_event = ? WHERE id = ?",
            *(person.started, person.blocked, person.read_up_to, person.taken_up_to, person.last_event, person.id),
        )
