"""Wakes whoever waits for something new in a person's chat."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Any


class Listener:
    """One open window (or waiting test). Kept events are read from the database; only live signs pass through here."""

    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.live: list[dict[str, Any]] = []


class Hub:
    """All listeners, by the id of the person they watch."""

    def __init__(self) -> None:
        self.listeners: dict[int, set[Listener]] = defaultdict(set)

    def join(self, person_id: int) -> Listener:
        """Begins to listen; end it with leave()."""
        listener = Listener()
        self.listeners[person_id].add(listener)
        return listener

    def leave(self, person_id: int, listener: Listener) -> None:
        """Ends listening."""
        self.listeners[person_id].discard(listener)

    def wake(self, person_id: int) -> None:
        """Tells that the person's chat has new events in the database."""
        for listener in self.listeners.get(person_id, ()):
            listener.news.set()

    def show(self, person_id: int, frame: dict[str, Any]) -> None:
        """Sends a frame that is not kept (typing, online, command menu) to the person's open windows."""
        for listener in self.listeners.get(person_id, ()):
            listener.live.append(frame)
            listener.news.set()

    def show_everyone(self, frame: dict[str, Any]) -> None:
        """Sends a frame that is not kept to every open window."""
        for person_id in list(self.listeners):
            self.show(person_id, frame)

    def wake_everyone(self) -> None:
        """Wakes all, e.g. because the server ends."""
        for person_id in list(self.listeners):
            self.wake(person_id)
