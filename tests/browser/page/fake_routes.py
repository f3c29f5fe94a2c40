"""The routes of the page's test double."""

from __future__ import annotations

import asyncio
import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from gateways.phone.pages import PAGE_RULES

if TYPE_CHECKING:
    from .fake_phone import FakePhone


class WithPolicy:
    """The content security policy that the real server sends with everything."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_header(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((b"content-security-policy", PAGE_RULES.encode()))
            await send(message)

        await self.app(scope, receive, with_header)


STATIC = Path(__file__).parents[3] / "gateways" / "phone" / "static"


def _page(name: str) -> Any:
    async def show(request: Request) -> Response:
        return FileResponse(STATIC / name)

    return show


def build_app(phone: FakePhone) -> Starlette:
    """The contract's addresses over one FakePhone."""

    async def people(request: Request) -> Response:
        if request.method == "POST":
            name = (await request.json())["first_name"]
            return JSONResponse(phone.add_person(f"p{len(phone.chats) + 1}", name), status_code=201)
        listed = [chat.person for chat in phone.chats.values()]
        return JSONResponse({"people": listed, "bot": phone.bot, "bot_online": phone.bot_online})

    async def open_link(request: Request) -> Response:
        key = request.path_params["key"]
        phone.message(key, out=True, text=f"/start {request.query_params.get('start', '')}".strip())
        return RedirectResponse(f"/p/{key}", status_code=303)

    async def file(request: Request) -> Response:
        content, mime = phone.files[request.path_params["file_id"]]
        return Response(content, media_type=mime)

    async def act(request: Request) -> Response:
        key, verb = request.path_params["key"], request.path_params["verb"]
        if verb == "file":
            form = await request.form()
            body: dict[str, Any] = {name: form[name] for name in form if name != "file"}
            body["names"] = [upload.filename for upload in form.getlist("file")]  # type: ignore[union-attr]
        else:
            body = await request.json()
        nonce = body.pop("nonce", None)
        if nonce in phone.answers:
            return JSONResponse(phone.answers[nonce])
        phone.done.append((key, verb, body))
        if phone.refuse is not None:
            return JSONResponse({"ok": False, "error": phone.refuse}, status_code=409)
        answer = {"ok": True} | _do(phone, key, verb, body, nonce)
        phone.remember(nonce, answer)
        return JSONResponse(answer)

    async def window(socket: WebSocket) -> None:
        await _window(phone, socket)

    routes = [
        Route("/", _page("index.html")),
        Route("/desk", _page("desk.html")),
        Route("/p/{key}", _page("phone.html")),
        Route("/open", _page("choose.html")),
        Route("/open/{key}", open_link),
        Route("/api/people", people, methods=["GET", "POST"]),
        Route("/api/people/{key}/files/{file_id}", file),
        Route("/api/people/{key}/{verb}", act, methods=["POST"]),
        WebSocketRoute("/ws/{key}", window),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(WithPolicy)])


def _do(phone: FakePhone, key: str, verb: str, body: dict[str, Any], nonce: str | None) -> dict[str, Any]:
    chat = phone.chats[key]
    if verb == "text":
        fields: dict[str, Any] = {"text": body["text"]}
        if "reply_to" in body:
            fields["reply_to_message"] = chat.messages[body["reply_to"]]
        return {"message": phone.message(key, out=True, nonce=nonce, **fields)}
    if verb == "start":
        return {"message": phone.message(key, out=True, text=f"/start {body.get('payload', '')}".strip())}
    if verb == "location":
        return {"message": phone.message(key, out=True, location=body)}
    if verb == "contact":
        return {"message": phone.message(key, out=True, contact=body)}
    if verb == "edit":
        phone.bot_edits(key, body["message_id"], text=body["text"], entities=None)
    if verb == "press":
        return {"query_id": f"q{next(phone.queries)}"}
    if verb == "read":
        chat.emit({"kind": "read", "up_to": body["up_to"]})
    if verb == "block":
        chat.person["blocked"] = body["blocked"]
        chat.emit({"kind": "blocked", "blocked": body["blocked"]})
    return {}


async def _window(phone: FakePhone, socket: WebSocket) -> None:
    chat = phone.chats[socket.path_params["key"]]
    after = int(socket.query_params.get("after", "0"))
    await socket.accept()
    chat.asked_after.append(after)
    queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    hello = {"type": "hello", "person": chat.person, "bot": phone.bot, "last_event": len(chat.events)}
    hello |= {"instance": phone.instance, "taken_up_to": chat.taken_up_to}
    hello |= {"bot_online": phone.bot_online, "commands": phone.commands, "server_time": int(time.time())}
    queue.put_nowait(hello)
    for frame in chat.events[after:]:
        queue.put_nowait(frame)
    chat.listeners.add(queue)

    async def pump() -> None:
        while frame := await queue.get():  # an empty frame hangs up
            await socket.send_json(frame)

    pumping = asyncio.create_task(pump())
    gone = asyncio.create_task(socket.receive())
    closing = asyncio.create_task(phone.closing.wait())
    try:
        await asyncio.wait([pumping, gone, closing], return_when=asyncio.FIRST_COMPLETED)
    finally:
        chat.listeners.discard(queue)
        for task in (pumping, gone, closing):
            task.cancel()
        with contextlib.suppress(Exception):
            await socket.close()
