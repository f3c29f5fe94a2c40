"""Who may talk to the phone: programs and pages of this computer, nobody else.

A page of any website can make a browser send requests to loopback; the Host and Origin headers give it away.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

REFUSAL = (
    b"403: the web phone answers only pages and programs of this computer (http://127.0.0.1 or http://localhost)\n"
)


def is_loopback(host: str) -> bool:
    """Tells whether a host name means this computer."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_allowed(scope: Scope) -> bool:
    """Checks the Host and (where sent) the Origin header of a request or WebSocket.

    A bot may come under any loopback name and port, e.g. through a forwarded port; a page only under the phone's own.
    """
    hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    origins = [value.decode("latin-1") for name, value in scope["headers"] if name == b"origin"]
    if len(hosts) != 1 or len(origins) > 1:
        return False
    try:
        host = urlsplit(f"//{hosts[0]}")
        name, port = host.hostname or "", host.port or 80
        origin = urlsplit(origins[0]) if origins else None
        same_origin = origin is None or (origin.scheme, origin.hostname, origin.port or 80) == ("http", name, port)
    except ValueError:
        return False
    if not same_origin:
        return False
    if scope["path"].startswith(("/bot", "/file/bot")):
        return is_loopback(name)
    return name in ("127.0.0.1", "localhost", "::1") and port == scope["server"][1]


class Guard:
    """ASGI wrapper that answers foreign requests with 403 before anything else sees them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or is_allowed(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # before accept: the browser sees a 403
        else:
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(REFUSAL))]
            await send({"type": "http.response.start", "status": 403, "headers": headers})
            await send({"type": "http.response.body", "body": REFUSAL})
