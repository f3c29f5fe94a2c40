"""All parts of one web phone, put together."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from gateways.phone.chats import Chats
from gateways.phone.faults import Faults
from gateways.phone.files import Files
from gateways.phone.hub import Hub
from gateways.phone.people import People
from gateways.phone.profile import Profile
from gateways.phone.store import Store
from gateways.phone.updates import PRESS_KEPT_SECONDS, Updates
from gateways.phone.webhook import Webhook


@dataclass
class Phone:
    """State and parts; one per process and data file."""

    store: Store
    hub: Hub
    people: People
    chats: Chats
    updates: Updates
    files: Files
    profile: Profile
    faults: Faults
    webhook: Webhook
    only_token: str | None = None  # all other tokens get 401
    address: str = ""  # http://127.0.0.1:8800, once it is known
    press_lifetime: float = PRESS_KEPT_SECONDS  # seconds in which a press may be answered
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def bot_online(self) -> bool:
        """Tells whether somebody takes the updates: a poller of the last minute or a webhook."""
        return self.updates.online() or self.webhook.current() is not None


def open_phone(data: Path, only_token: str | None = None) -> Phone:
    """Opens the data file (made if missing) and returns the phone; raises DataUnusable."""
    store = Store(data)
    hub = Hub()
    people = People(store)
    chats = Chats(store, people, hub)
    updates = Updates(store, chats)
    webhook = Webhook(store, updates)
    return Phone(store, hub, people, chats, updates, Files(store), Profile(store), Faults(), webhook, only_token)
