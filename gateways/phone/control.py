"""/control: faults on request, the log of calls, and whether the phone is well. For tests."""

from __future__ import annotations

import os
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateways.phone.acts import ActRefused
from gateways.phone.faults import FaultRefused, read_rules
from gateways.phone.json_answers import Json, read_fields
from gateways.phone.phone import Phone


class Control:
    """Handlers of /control/..."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    def routes(self) -> list[Route]:
        """Returns the routes."""
        return [
            Route("/control/faults", self.set_faults, methods=["POST"]),
            Route("/control/faults", self.clear_faults, methods=["DELETE"]),
            Route("/control/faults", self.show_faults, methods=["GET"]),
            Route("/control/calls", self.calls, methods=["GET"]),
            Route("/control/latency", self.latency, methods=["POST"]),
            Route("/control/presses", self.presses, methods=["POST"]),
            Route("/control/health", self.health, methods=["GET"]),
        ]

    async def set_faults(self, request: Request) -> Response:
        """Replaces all rules."""
        try:
            body = await request.json()
        except ValueError:
            body = None
        try:
            rules, seed = read_rules(body)
        except FaultRefused as error:
            raise ActRefused(str(error)) from None
        self.phone.faults.rules = rules
        if seed is not None:
            self.phone.faults.chance.seed(seed)
        return Json({"ok": True, "rules": len(rules)})

    async def clear_faults(self, request: Request) -> Response:
        self.phone.faults.rules = []
        return Json({"ok": True})

    async def show_faults(self, request: Request) -> Response:
        rules = [
            {"kind": rule.kind, "methods": sorted(rule.methods), "p": rule.p, "next": rule.next, "hits": rule.hits}
            for rule in self.phone.faults.rules
        ]
        return Json({"rules": rules, "latency_ms": list(self.phone.faults.latency)})

    async def calls(self, request: Request) -> Response:
        after = request.query_params.get("after", "0")
        found = self.phone.faults.calls_after(int(after) if after.isdigit() else 0)
        return Json({"calls": found, "last": self.phone.faults.counted})

    async def latency(self, request: Request) -> Response:
        """{"ms": [40, 80]}: every answer of the Bot API is that late; [0, 0] ends it."""
        given: Any = (await read_fields(request)).get("ms")
        try:
            least, most = (given, given) if isinstance(given, int | float) else given
            if not 0 <= float(least) <= float(most):
                raise ValueError
        except (TypeError, ValueError):
            raise ActRefused('send {"ms": [40, 80]}: the least and the most, in milliseconds') from None
        self.phone.faults.latency = (float(least), float(most))
        return Json({"ok": True})

    async def presses(self, request: Request) -> Response:
        """{"lifetime": 0}: presses older than that many seconds count as too late to be answered."""
        given = (await read_fields(request)).get("lifetime")
        if not isinstance(given, int | float) or given < 0:
            raise ActRefused('send {"lifetime": 150}: seconds in which a press may be answered')
        self.phone.press_lifetime = float(given)
        return Json({"ok": True})

    async def health(self, request: Request) -> Response:
        counts = {"pending_updates": self.phone.updates.pending(), "calls": self.phone.faults.counted}
        state = {"ok": True, "pid": os.getpid(), "bot_online": self.phone.bot_online()}
        return Json(state | counts | {"bot": self.phone.profile.user()})
