"""Open windows: a WebSocket that sends everything after the last event a page has, then what happens."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from gateways.phone.hub import Listener
from gateways.phone.json_answers import Json, person_of
from gateways.phone.people import Person
from gateways.phone.people_api import described
from gateways.phone.phone import Phone

PING_SECONDS = 15
ONLINE_CHECK_SECONDS = 5
LONGEST_WAIT = 60.0
NO_SUCH_PERSON = 4404


class Windows:
    """Handlers of /ws/<key> and of its plain twin /api/people/<key>/events."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    def routes(self) -> list[Route | WebSocketRoute]:
        """Returns the routes."""
        return [
            WebSocketRoute("/ws/{key}", self.window),
            Route("/api/people/{key}/events", self.events, methods=["GET"]),
        ]

    async def window(self, socket: WebSocket) -> None:
        """Serves one window until it is closed."""
        await socket.accept()
        person = self.phone.people.by_key.get(socket.path_params["key"])
        if person is None:
            await socket.close(NO_SUCH_PERSON)
            return
        listener = self.phone.hub.join(person.id)
        sending = asyncio.create_task(self._send_all(socket, person, listener, _after(socket.query_params)))
        try:
            while True:
                await socket.receive_text()  # pages say nothing; this notices their end
        except (WebSocketDisconnect, KeyError):
            pass
        finally:
            sending.cancel()
            self.phone.hub.leave(person.id, listener)

    async def _send_all(self, socket: WebSocket, person: Person, listener: Listener, after: int) -> None:
        await _send(socket, self._hello(person))
        # A page that knows more events than there are has met another database: it gets everything.
        last = after if after <= person.last_event else 0
        try:
            while not self.phone.closing.is_set():
                listener.news.clear()
                live, listener.live = listener.live, []
                for frame in live:
                    await _send(socket, frame)
                while events := self.phone.chats.events(person, last):
                    for number, body in events:
                        await socket.send_text(f'{{"type":"event","id":{number},"event":{body.decode()}}}')
                        last = number
                try:
                    await asyncio.wait_for(listener.news.wait(), PING_SECONDS)
                except TimeoutError:
                    await _send(socket, {"type": "ping"})
            await socket.close(1001)
        except (WebSocketDisconnect, RuntimeError):
            return  # the window went away while something was being sent to it

    def _hello(self, person: Person) -> dict[str, Any]:
        return {
            "type": "hello",
            "person": described(self.phone, person),
            "bot": self.phone.profile.for_page(person),
            "instance": self.phone.store.instance,
            "last_event": person.last_event,
            "taken_up_to": person.taken_up_to,
            "bot_online": self.phone.bot_online(),
            "commands": self.phone.profile.menu_of(person),
            "server_time": int(time.time()),
        }

    async def events(self, request: Request) -> Response:
        """Returns the events after `after`; with `timeout` seconds it waits for the first one."""
        person = person_of(self.phone, request)
        after = _after(request.query_params)
        try:
            wait = min(float(request.query_params.get("timeout", 0)), LONGEST_WAIT)
        except ValueError:
            wait = 0.0
        listener = self.phone.hub.join(person.id)
        try:
            end = time.monotonic() + wait
            while not (found := self.phone.chats.events(person, after)) and not self.phone.closing.is_set():
                left = end - time.monotonic()
                if left <= 0:
                    break
                listener.news.clear()
                try:
                    await asyncio.wait_for(listener.news.wait(), left)
                except TimeoutError:
                    break
        finally:
            self.phone.hub.leave(person.id, listener)
        events = [{"id": number, "event": orjson.Fragment(body)} for number, body in found]
        return Json({"events": events, "last": found[-1][0] if found else after})

    async def watch_online(self) -> None:
        """Tells the windows when the bot comes or goes; works until cancelled."""
        before = self.phone.bot_online()
        while True:
            await asyncio.sleep(ONLINE_CHECK_SECONDS)
            now = self.phone.bot_online()
            if now != before:
                self.phone.hub.show_everyone({"type": "bot_online", "online": now})
            before = now


def _after(query: Any) -> int:
    text = query.get("after", "0")
    return int(text) if text.isdigit() else 0


async def _send(socket: WebSocket, frame: dict[str, Any]) -> None:
    await socket.send_text(orjson.dumps(frame).decode())
