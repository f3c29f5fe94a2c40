"""`python -m bot up`: bot and web phone from one command, restarted when they die, ended together."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import psutil

from benchmarks.fleet import OfficeProcess
from tests.phone_server import TOKEN, Person, Phone
from tests.processes.inbox import until

UP = (sys.executable, "-m", "bot", "up")
STOP_SECONDS = 5.0
START_SECONDS = 5.0  # on a quiet machine; a busy one is given more before the test fails
PATIENCE = 20.0


class Up:
    """One `up` on an empty folder and a free port, and the phone it runs, to be used like the one of other tests."""

    def __init__(self, folder: Path, **settings: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        data = folder / "data"
        self.database = data / "pendamping.db"
        self.process = OfficeProcess(
            folder / "up.log",
            {
                "DATABASE_URL": f"sqlite:///{self.database.as_posix()}", "PHONE_PORT": str(port),
                "PHONE_DATA": str(data / "phone.db"), "SEND_RATE": "0", **settings,
            },
            UP,
        )  # fmt: skip
        self.phone = Phone(data, port=port)  # a driver only: `up` runs the server

    async def starts(self) -> float:
        """Starts it and waits until the bot runs. Returns the seconds until then."""
        began = time.monotonic()
        self.process.start()
        await until(lambda: self.runs(self.process.starts), PATIENCE)
        return time.monotonic() - began

    def runs(self, times: int) -> bool:
        """Whether the bot has said that it runs, this many times over all its lives."""
        assert self.process.is_running, self.process.written()
        return self.process.written().count("bot_runs") >= times

    def child(self, words: str) -> psutil.Process:
        """The child process whose command line has these words."""
        children = psutil.Process(self.process.pid).children()
        (found,) = [child for child in children if words in " ".join(child.cmdline())]
        return found

    async def stops(self, how: int, to_group: bool) -> None:
        """Ends it with a signal; nothing of it is left, and it made no fuss."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        began = time.monotonic()
        if to_group:
            os.killpg(self.process.pid, how)  # as a terminal sends Ctrl-C
        else:
            self.process.signal(how)
        assert await self.process.ended(STOP_SECONDS) == 0
        print(f"ended in {time.monotonic() - began:.1f} s")
        assert [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE] == []
        assert "Traceback" not in self.process.written()


@asynccontextmanager
async def up_with(folder: Path, **settings: str) -> AsyncIterator[Up]:
    """An Up that is not started yet; all of it is killed at the end and its output shown when the test fails."""
    up = Up(folder, **settings)
    up.phone._session = aiohttp.ClientSession()
    try:
        yield up
    except BaseException:
        print(f"--- up ---\n{up.process.written()[-5000:]}", file=sys.stderr)
        raise
    finally:
        await up.phone.session.close()
        if up.process.is_running:
            for child in psutil.Process(up.process.pid).children(recursive=True):
                child.kill()
        up.process.kill()


async def begins(person: Person) -> None:
    """Answers the first questions of a registration."""
    await person.says("/daftar")
    await person.press("Ya, setuju")
    replies = await person.says("Siti Aminah")
    assert "Apa nama usahanya" in replies[-1]["text"]


async def test_up_starts_ends_and_goes_on_in_mid_registration(tmp_path: Path) -> None:
    async with up_with(tmp_path) as up:
        first = await up.starts()
        address = up.phone.url
        assert f"Open {address} in a browser" in up.process.written()
        async with up.phone.session.get(address) as page:
            assert page.status == 200
            assert page.content_type == "text/html"
        siti = up.phone.person("siti")
        await begins(siti)
        await up.stops(signal.SIGINT, to_group=True)
        second = await up.starts()
        replies = await siti.says("Keripik Bu Siti")
        assert "Di kecamatan mana" in replies[-1]["text"]
        await up.stops(signal.SIGINT, to_group=False)
    print(f"first start {first:.1f} s, second {second:.1f} s")
    assert second < START_SECONDS * _slowness()


def _slowness() -> float:
    """How much slower than alone this machine is now: the load per core, at least 1."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


async def test_children_that_are_killed_are_started_again(tmp_path: Path) -> None:
    async with up_with(tmp_path) as up:
        await up.starts()
        siti = up.phone.person("siti")
        await begins(siti)
        up.child("-m bot run").kill()
        replies = await siti.says("Keripik Bu Siti")  # written while nobody is there to answer
        assert "Di kecamatan mana" in replies[-1]["text"]
        before = await siti.messages()
        up.child("gateways.phone").kill()
        await until(lambda: "web phone ended" in up.process.written())
        await _phone_is_open(up)
        assert await siti.messages() == before
        replies = await siti.says("Sangatta Utara")
        assert "Apa saja yang dibuat" in replies[-1]["text"]
        await up.stops(signal.SIGTERM, to_group=False)
    ends = re.findall(r"^(.+) ended \(code (-?\d+)\); starting it again", up.process.written(), re.MULTILINE)
    assert ends == [("bot", "-9"), ("web phone", "-9")]


async def _phone_is_open(up: Up) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            async with up.phone.session.get(up.phone.url):
                return
        except aiohttp.ClientError:
            pass
    raise AssertionError("the phone did not come back")


async def test_closed_terminal_ends_everything(tmp_path: Path) -> None:
    async with up_with(tmp_path) as up:
        await up.starts()
        await up.stops(signal.SIGHUP, to_group=True)


async def test_ctrl_c_while_it_still_loads_makes_no_fuss(tmp_path: Path) -> None:
    up = Up(tmp_path)
    for seconds in (0.1, 0.4, 0.8):
        with up.process:
            # Before this a slow machine has not begun to run our lines, and Python itself would take the signal.
            await until(lambda: sum(psutil.Process(up.process.pid).cpu_times()[:2]) >= 0.1, PATIENCE)
            await asyncio.sleep(seconds)
            os.killpg(up.process.pid, signal.SIGINT)
            assert await up.process.ended(STOP_SECONDS * _slowness()) == 0
    assert "Traceback" not in up.process.written()


async def test_output_holds_no_secret_and_nothing_about_people(tmp_path: Path) -> None:
    async with up_with(tmp_path, LOG_LEVEL="DEBUG") as up:
        await up.starts()
        person = await up.phone.new_person("Zubaidah")
        for words in ("/daftar", "ya", "Zubaidah Qomariyah", "Dapur Kenanga Ungu", "Busang", "amplang kelelawar"):
            assert await person.says(words) != []
        await person.says("nomor saya 0812 7654 3210, email zubaidah.q@contoh.id")
        await person.shares_contact("081276543210")
        await up.stops(signal.SIGINT, to_group=True)
    written = up.process.written()
    assert "bot_runs" in written
    for private in ("ubaidah", "Qomariyah", "Kenanga", "amplang", "kelelawar", "7654", "3210", "contoh.id"):
        assert private not in written, private
    assert TOKEN not in written
    assert TOKEN.split(":")[1] + "/" not in written  # as in an address


async def test_claim_code_is_printed_when_nobody_administers(tmp_path: Path, sqlite_url: str) -> None:
    async with Phone(tmp_path) as phone:
        settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": phone.url, "DATABASE_URL": sqlite_url, "SEND_RATE": "0"}
        with OfficeProcess(tmp_path / "up.log", settings, UP) as process:
            await until(lambda: "bot_runs" in process.written(), PATIENCE)
            (code,) = re.findall(r"or send the bot: /start (\S{22}) ", process.written())
            staff = phone.person("kantor")
            replies = await staff.says(f"/start {code}")
            assert replies != []
            process.signal(signal.SIGINT)
            assert await process.ended(STOP_SECONDS) == 0
            process.start()
            await until(lambda: process.written().count("bot_runs") == 2, PATIENCE)
            assert process.written().count("or send the bot: /start") == 1  # somebody administers now
            process.signal(signal.SIGINT)
            assert await process.ended(STOP_SECONDS) == 0


def test_up_ends_when_its_bot_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    up = Up(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path.as_posix()}/file/x.db")
    with up.process:
        assert up.process.wait(PATIENCE) == 1
    assert up.process.written().count("cannot be opened") == 1
    assert "Traceback" not in up.process.written()
