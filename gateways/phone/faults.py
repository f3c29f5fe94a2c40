"""Faults that tests ask for, and a log of the calls so that tests can count."""

from __future__ import annotations

import random
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

KINDS = ("429", "403", "500", "502", "hang", "reset", "lost_reply", "slow")
LOG_LENGTH = 50_000
DEFAULT_SECONDS = {"hang": 30.0, "slow": 2.0}


class FaultRefused(Exception):
    """A rule of /control/faults cannot be understood; the text says why."""


@dataclass
class Rule:
    """One fault: for matching calls by chance `p`, or for the `next` ones."""

    kind: str
    methods: frozenset[str] = frozenset()  # small letters; empty = all
    p: float = 0.0
    next: int = 0
    retry_after: int = 1
    seconds: float = 0.0
    chat_id: str = ""
    html: bool = False  # 5xx as a proxy's page instead of JSON
    hits: int = 0


@dataclass
class Faults:
    """The rules of now; nothing of this is kept."""

    rules: list[Rule] = field(default_factory=list)
    chance: random.Random = field(default_factory=random.Random)
    latency: tuple[float, float] = (0.0, 0.0)  # milliseconds
    calls: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=LOG_LENGTH))
    counted: int = 0

    def choose(self, method: str, chat_id: str) -> Rule | None:
        """Returns the fault that this call meets, if any, and counts it."""
        for rule in self.rules:
            if rule.methods and method.lower() not in rule.methods:
                continue
            if rule.chat_id and rule.chat_id != chat_id:
                continue
            if rule.next > 0:
                rule.next -= 1
            elif not (rule.p and self.chance.random() < rule.p):
                continue
            rule.hits += 1
            return rule
        return None

    def delay(self) -> float:
        """Returns the seconds by which an answer is late."""
        least, most = self.latency
        return self.chance.uniform(least, most) / 1000 if most else 0.0

    def log(self, method: str, chat_id: str, status: int, text: str, fault: str | None) -> None:
        """Notes one finished call; status 0 means that no answer was given."""
        self.counted += 1
        entry: dict[str, Any] = {"number": self.counted, "method": method, "chat_id": chat_id, "status": status}
        self.calls.append(entry | {"text": text[:60], "at": time.time(), "fault": fault})

    def calls_after(self, number: int) -> list[dict[str, Any]]:
        """Returns the calls with a higher number, oldest first."""
        found: list[dict[str, Any]] = []
        for call in reversed(self.calls):
            if call["number"] <= number:
                break
            found.append(call)
        return found[::-1]


def read_rules(body: Any) -> tuple[list[Rule], int | None]:
    """Reads {"rules": [...], "seed": 1} or a bare list; returns rules and seed. Raises FaultRefused."""
    if isinstance(body, list):
        body = {"rules": body}
    if not isinstance(body, dict) or not isinstance(body.get("rules", []), list):
        raise FaultRefused('send a list of rules, or {"rules": [...], "seed": 1}')
    return [_rule(one) for one in body.get("rules", [])], body.get("seed")


def _rule(one: Any) -> Rule:
    if not isinstance(one, dict):
        raise FaultRefused('a rule is an object such as {"kind": "429", "next": 1}')
    kind = str(one.get("kind"))
    if kind not in KINDS:
        raise FaultRefused(f"kind is one of {', '.join(KINDS)}")
    unknown = set(one) - {"kind", "methods", "p", "next", "retry_after", "seconds", "chat_id", "html"}
    if unknown:
        raise FaultRefused(f"unknown field {sorted(unknown)[0]}")
    try:
        return Rule(
            kind=kind,
            methods=frozenset(str(name).lower() for name in one.get("methods") or ()),
            p=float(one.get("p") or 0),
            next=int(one.get("next") or 0),
            retry_after=int(one.get("retry_after") or 1),
            seconds=float(one.get("seconds") or DEFAULT_SECONDS.get(kind, 0)),
            chat_id=str(one.get("chat_id") or ""),
            html=bool(one.get("html")),
        )
    except (TypeError, ValueError) as error:
        raise FaultRefused(f"a number is wrong: {error}") from None
