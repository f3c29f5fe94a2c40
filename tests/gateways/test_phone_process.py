"""The phone as a program: one line in, one line out, no traceback for a foreseeable mistake."""

import asyncio
import os
import socket
import sys
from pathlib import Path

import aiohttp

from gateways.phone.phone import open_phone
from tests.phone_server import ROOT, TOKEN, Phone


async def run(*arguments: str, **environment: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "gateways.phone", *arguments),
        cwd=ROOT,
        env=os.environ | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode is not None
    return process.returncode, output.decode()


async def test_taken_port_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, output = await run("--data", str(tmp_path / "phone.db"), PHONE_PORT=str(port))
    assert code == 1
    assert output == (
        f"Port {port} on 127.0.0.1 cannot be used (Address already in use). Stop the program that uses it, "
        f"or choose another: --port {port + 1} (or PHONE_PORT={port + 1}).\n"
    )


async def test_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    data = tmp_path / "phone.db"
    data.write_text("no database at all" * 100)
    code, output = await run("--port", "0", "--data", str(data))
    assert (code, output.count("\n")) == (1, 1)
    assert output.startswith(f"{data} is not a database of the web phone")


async def test_two_phones_do_not_share_a_file(phone: Phone) -> None:
    code, output = await run("--port", "0", "--data", str(phone.data))
    assert code == 1
    assert output == f"{phone.data} is in use by another web phone. Stop it, or choose --data.\n"


def test_database_of_an_earlier_version_is_taken_over(tmp_path: Path) -> None:
    data = tmp_path / "phone.db"
    first = open_phone(data)
    number = first.people.add("Udin").id
    first.store.run("ALTER TABLE people DROP COLUMN taken_up_to")
    first.store.run("DROP TABLE nonces")
    first.store.close()
    again = open_phone(data)
    again.store.run("SELECT * FROM nonces")
    assert (again.people.by_id[number].profile["first_name"], again.people.by_id[number].taken_up_to) == ("Udin", 0)
    assert again.store.instance == first.store.instance
    again.store.close()


async def test_host_outside_is_refused(tmp_path: Path) -> None:
    code, output = await run("--port", "0", "--host", "0.0.0.0", "--data", str(tmp_path / "phone.db"))
    assert code == 2
    assert "--host is a loopback address" in output.splitlines()[-1]


async def test_start_and_end_write_one_line_and_never_the_token(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "gateways.phone", "--port", "0", "--data", str(tmp_path / "phone.db")),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    first = (await process.stdout.readline()).decode()
    phone = Phone(tmp_path, port=int(first.rstrip("/\n").rsplit(":", 1)[1]))
    async with aiohttp.ClientSession() as session:
        phone._session = session
        await phone.call("getMe")
        await phone.call("sendRocket")
        await phone.call("sendMessage", {"chat_id": 42, "text": "x"})
    process.terminate()
    rest = (await asyncio.wait_for(process.stdout.read(), 10)).decode()
    assert await process.wait() == 0
    assert [line.split(": ", 1)[1] for line in rest.splitlines()] == [
        "The bot called a method that the phone does not know: sendRocket"
    ]
    assert TOKEN not in first + rest


def test_phone_imports_nothing_of_the_tower() -> None:
    tower = ("bot", "durable", "handlers", "services", "models", "content", "web", "migrations")
    for path in (ROOT / "gateways").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            words = line.split()
            if words[:1] in (["import"], ["from"]):
                assert words[1].split(".")[0] not in tower, f"{path}: {line}"
