"""Running the phone: one port, one line, a clean and quick end."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from types import FrameType

import uvicorn

from gateways.phone.app import build_app
from gateways.phone.connections import CuttableProtocol
from gateways.phone.phone import Phone

END_WITHIN = 2  # seconds for open windows and polls to notice the end


class PortTaken(Exception):
    """The port cannot be used; the text says in one line what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Returns a listening socket (port 0: any free one); raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two programs share a port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        advice = f"Stop the program that uses it, or choose another: --port {port + 1} (or PHONE_PORT={port + 1})."
        raise PortTaken(f"Port {port} on {host} cannot be used ({error.strerror}). {advice}") from None
    listener.listen(1024)
    listener.set_inheritable(False)
    return listener


class _Server(uvicorn.Server):
    """Tells the phone at once that the end has come, so that nobody goes on waiting in it."""

    def __init__(self, config: uvicorn.Config, phone: Phone) -> None:
        super().__init__(config)
        self.phone = phone
        self.loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self.loop = asyncio.get_running_loop()
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        self.phone.closing.set()
        self.phone.updates.end_poll(None)
        self.phone.hub.wake_everyone()


def serve(phone: Phone, listener: socket.socket) -> None:
    """Serves until SIGINT or SIGTERM, then returns."""
    config = uvicorn.Config(
        build_app(phone),
        http=CuttableProtocol,
        log_level="warning",
        access_log=False,  # addresses hold the token
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=END_WITHIN,
        ws_max_size=64 * 1024,
    )
    # uvicorn raises the signal again when it has ended; then these leave it at that, and the exit code is 0.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    _Server(config, phone).run(sockets=[listener])
