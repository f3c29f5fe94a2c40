"""The whole phone as one ASGI application."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateways.phone.acts import ActRefused
from gateways.phone.acts_api import ActsApi
from gateways.phone.bot_api import BotApi
from gateways.phone.control import Control
from gateways.phone.guard import Guard
from gateways.phone.json_answers import Json
from gateways.phone.pages import HEADERS, Pages, sorry_page
from gateways.phone.people_api import PeopleApi
from gateways.phone.phone import Phone
from gateways.phone.windows import Windows


def build_app(phone: Phone) -> ASGIApp:
    """Returns the application; the phone's file is closed when it ends."""
    windows = Windows(phone)
    parts = (PeopleApi(phone), ActsApi(phone), windows, Control(phone), Pages(phone))

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(phone.webhook.run()), asyncio.create_task(windows.watch_online())]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        phone.store.close()

    pages = Starlette(
        routes=[route for part in parts for route in part.routes()],
        exception_handlers={ActRefused: _refused, HTTPException: _not_there},
        lifespan=lifespan,
    )
    bot_api = BotApi(phone)
    with_rules = _WithHeaders(pages)

    async def choose(scope: Scope, receive: Receive, send: Send) -> None:
        # The bot's calls are by far the most, so they do not pass through the router.
        if scope["type"] == "http" and scope["path"].startswith(("/bot", "/file/bot")):
            await bot_api(scope, receive, send)
        else:
            await with_rules(scope, receive, send)

    return Guard(choose)


class _WithHeaders:
    """Adds the headers that keep foreign scripts out of the pages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name.decode(), value.decode())
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, ActRefused) else 400
    return _line(request, str(error), status)


async def _not_there(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    words = {404: "Halaman ini tidak ada. Periksa lagi alamatnya.", 405: "Cara ini tidak bisa di sini."}
    return _line(request, words.get(status, "Permintaan ini tidak dimengerti."), status)


def _line(request: Request, words: str, status: int) -> Response:
    """One kind line: as JSON for programs, as a page for whoever opened an address."""
    if request.url.path.startswith(("/api/", "/control/")):
        return Json({"ok": False, "error": words}, status)
    return sorry_page(words, status)
