"""Lines to a server that hangs up, stays silent, answers late, and asks for encryption: real sockets."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from durable.http_lines import Broken, Lines, NotConnected

CERTIFICATE = Path(__file__).with_name("loopback_certificate.pem")
"""For 127.0.0.1, signed by itself, with its key: of no use anywhere else."""

Act = Callable[[asyncio.StreamWriter], Awaitable[None]]


async def answers(writer: asyncio.StreamWriter, extra: bytes = b"") -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n" + extra + b"Content-Length: 2\r\n\r\nok")


async def closes(writer: asyncio.StreamWriter) -> None:
    await answers(writer, b"Connection: close\r\n")
    writer.close()


async def hangs_up(writer: asyncio.StreamWriter) -> None:
    writer.close()


async def keeps_silent(writer: asyncio.StreamWriter) -> None:
    """Nothing comes."""


async def answers_slowly(writer: asyncio.StreamWriter) -> None:
    for part in (b"HTTP/1.1 200 OK\r\nConte", b"nt-Length: 2\r\n\r\n", b"o", b"k"):
        await asyncio.sleep(0.06)
        writer.write(part)


async def talks_unasked(writer: asyncio.StreamWriter) -> None:
    await answers(writer)
    await asyncio.sleep(0.01)
    await answers(writer)


@dataclass
class Server:
    """Does to each request what is next in `acts`; answers when nothing is."""

    acts: list[Act] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                self.requests.append(head + await reader.readexactly(length))
                await (self.acts.pop(0) if self.acts else answers)(writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


@asynccontextmanager
async def running(encryption: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    server = Server()
    listener = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=encryption)
    port = listener.sockets[0].getsockname()[1]
    server.url = f"http{'s' if encryption else ''}://127.0.0.1:{port}/bot1:x/sendMessage"
    try:
        yield server
    finally:
        listener.close()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with running() as found:
        yield found


@pytest.fixture
async def lines() -> AsyncIterator[Lines]:
    found = Lines()
    yield found
    found.close()


async def test_request_is_what_a_server_wants_and_the_line_is_used_again(server: Server, lines: Lines) -> None:
    assert await lines.post(server.url, b'{"text":"halo"}', 5) == (200, b"ok")
    assert await lines.post(server.url, b"{}", 5) == (200, b"ok")
    at = server.url.split("/")[2]
    head = (
        "POST /bot1:x/sendMessage HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n"
    )
    assert server.requests == [head.format(at, 15).encode() + b'{"text":"halo"}', head.format(at, 2).encode() + b"{}"]
    assert server.connections == 1


async def test_many_at_once_have_a_line_each(server: Server, lines: Lines) -> None:
    server.acts = [answers_slowly] * 5
    assert await asyncio.gather(*(lines.post(server.url, b"{}", 5) for _ in range(5))) == [(200, b"ok")] * 5
    assert server.connections == 5


@pytest.mark.parametrize("act", [closes, talks_unasked])
async def test_line_that_ended_is_not_used_again(server: Server, lines: Lines, act: Act) -> None:
    server.acts = [act]
    assert await lines.post(server.url, b"{}", 5) == (200, b"ok")
    await asyncio.sleep(0.03)
    assert await lines.post(server.url, b"{}", 5) == (200, b"ok")
    assert server.connections == 2


@pytest.mark.parametrize("act", [hangs_up, keeps_silent])
async def test_request_without_an_answer_may_have_been_carried_out(server: Server, lines: Lines, act: Act) -> None:
    server.acts = [act]
    with pytest.raises(Broken):
        await lines.post(server.url, b"{}", 0.1)
    assert await lines.post(server.url, b"{}", 5) == (200, b"ok")


async def test_answer_that_comes_bit_by_bit_is_waited_for(server: Server, lines: Lines) -> None:
    server.acts = [answers_slowly]
    assert await lines.post(server.url, b"{}", 0.15) == (200, b"ok")


async def test_late_answer_to_somebody_who_gave_up_is_nobody_elses(server: Server, lines: Lines) -> None:
    server.acts = [answers_slowly]
    asking = asyncio.create_task(lines.post(server.url, b"{}", 5))
    while not server.requests:
        await asyncio.sleep(0.005)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert await lines.post(server.url, b"{}", 5) == (200, b"ok")
    assert server.connections == 2


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "http://no-such-host.invalid/x"])
async def test_nobody_there_means_that_nothing_was_sent(lines: Lines, url: str) -> None:
    with pytest.raises(NotConnected):
        await lines.post(url, b"{}", 1)


async def test_certificate_that_somebody_vouches_for_is_taken(lines: Lines) -> None:
    lines._encryption = ssl.create_default_context(cafile=CERTIFICATE)
    async with running(encryption_of_a_server()) as server:
        assert await lines.post(server.url, b"{}", 5) == (200, b"ok")
        assert await lines.post(server.url, b"{}", 5) == (200, b"ok")
    assert server.connections == 1


async def test_certificate_that_nobody_vouches_for_is_refused(lines: Lines) -> None:
    """The token goes to nobody who cannot prove his name."""
    async with running(encryption_of_a_server()) as server:
        with pytest.raises(NotConnected):
            await lines.post(server.url, b"{}", 5)
    assert server.requests == []


def encryption_of_a_server() -> ssl.SSLContext:
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found.load_cert_chain(CERTIFICATE)
    return found


async def test_address_cannot_bring_a_header_with_it(server: Server, lines: Lines) -> None:
    await lines.post(server.url + "\r\nX: y", b"{}", 5)
    await lines.post(server.url + " HTTP/1.1%0D%0AX: y", b"{}", 5)
    assert [request.count(b"\r\n") for request in server.requests] == [5, 5]
