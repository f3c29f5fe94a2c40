"""Every mistake that can be foreseen gets one line that says what would do, exit code 1, and no traceback."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.fleet import OfficeProcess, bot_settings
from benchmarks.load import LoadServer
from bot.settings import ROOT
from tests.phone_server import TOKEN as PHONE_TOKEN
from tests.phone_server import Phone
from tests.processes.typed import NOWHERE, PASSWORD, TOKEN, only_line, type_command


def file_of(url: str) -> Path:
    """The file of an SQLite address."""
    return Path(url.removeprefix("sqlite:///"))


@contextmanager
def taken_port() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_missing_token_is_told(sqlite_url: str) -> None:
    assert only_line(type_command("run", DATABASE_URL=sqlite_url)) == (
        "BOT_TOKEN is missing: set it in .env, or type `make run` to try the bot on the web phone."
    )
    assert not file_of(sqlite_url).exists()


def test_every_wrong_setting_is_told_at_once() -> None:
    typed = type_command(
        "run", BOT_TOKEN=TOKEN, PHONE_PORT="abc", TIMEZONE="Mars", DATABASE_URL=f"mysql://u:{PASSWORD}@h/x"
    )
    assert typed.code == 1
    assert typed.complained == [
        "DATABASE_URL: 'mysql://u:***@h/x' is no database: sqlite:///data/pendamping.db or postgresql://... would do.",
        "TIMEZONE: 'Mars' is no time zone: Asia/Makassar would do.",
        "PHONE_PORT: 'abc' is no port: a whole number from 1 to 65535, such as 8800, would do.",
    ]


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_folder_that_cannot_be_made_is_told(command: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()  # root may write everywhere, but not into a file
    url = f"sqlite:///{tmp_path.as_posix()}/file/test.db"
    line = only_line(type_command(command, BOT_TOKEN=TOKEN, DATABASE_URL=url))
    assert line.startswith(f"The database {url} cannot be opened (")
    assert line.endswith("): check DATABASE_URL and that it is running and writable.")


def test_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dengan hormat, " * 100)
    url = f"sqlite:///{tmp_path.as_posix()}/letter.db"
    assert only_line(type_command("run", BOT_TOKEN=TOKEN, DATABASE_URL=url)) == (
        f"The database {url} cannot be opened (file is not a database): "
        "check DATABASE_URL and that it is running and writable."
    )


def test_locked_database_is_told(sqlite_url: str) -> None:
    assert type_command("migrate", DATABASE_URL=sqlite_url).code == 0
    other = sqlite3.connect(file_of(sqlite_url), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    line = only_line(type_command("run", seconds=20, BOT_TOKEN=TOKEN, DATABASE_URL=sqlite_url))
    other.close()
    assert line == f"The database {sqlite_url} is locked by another program: stop that one, then try again."


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_database_of_a_newer_program_is_told_and_left_alone(command: str, sqlite_url: str) -> None:
    make_newer(sqlite_url)
    line = only_line(type_command(command, BOT_TOKEN=TOKEN, DATABASE_URL=sqlite_url))
    assert line == (
        "The database is of a newer version (9999_later) than this program: update the program (git pull), "
        "or restore the backup made before the update."
    )
    assert list(file_of(sqlite_url).parent.glob("backups/*")) == []


def make_newer(url: str) -> None:
    """A database that a later version of the program has migrated."""
    assert type_command("migrate", DATABASE_URL=url).code == 0
    with sqlite3.connect(file_of(url)) as database:
        database.execute("update alembic_version set version_num = '9999_later'")


def test_unreachable_postgresql_is_told() -> None:
    url = f"postgresql://ikm:{PASSWORD}@127.0.0.1:9/ikm"
    line = only_line(type_command("run", BOT_TOKEN=TOKEN, DATABASE_URL=url))
    assert line.startswith("The database postgresql://ikm:***@127.0.0.1:9/ikm cannot be opened (")
    assert line.endswith("): check DATABASE_URL and that it is running and writable.")


def test_postgresql_that_refuses_is_told(postgresql_url: str) -> None:
    account, _, place = postgresql_url.rpartition("@")
    wrong_password = f"{account.rpartition(':')[0]}:{PASSWORD}@{place}"
    unknown_name = postgresql_url.rpartition("/")[0] + "/nowhere"
    for url, reason in ((wrong_password, "password"), (unknown_name, '"nowhere"')):
        line = only_line(type_command("run", BOT_TOKEN=TOKEN, DATABASE_URL=url))
        assert line.startswith("The database postgresql://postgres:***@127.0.0.1:")
        assert reason in line
        assert line.endswith("): check DATABASE_URL and that it is running and writable.")


async def test_wrong_token_is_told(sqlite_url: str, tmp_path: Path) -> None:
    async with Phone(tmp_path, environment={"PHONE_TOKEN": PHONE_TOKEN}) as phone:
        line = only_line(type_command("run", BOT_TOKEN=TOKEN, BOT_API_URL=phone.url, DATABASE_URL=sqlite_url))
        assert line == (
            f"{phone.url} does not know this BOT_TOKEN: copy the whole line from @BotFather again, "
            "and check BOT_API_URL."
        )


async def test_taken_port_of_the_webhook_is_told(sqlite_url: str) -> None:
    async with LoadServer() as server:
        with taken_port() as port:
            settings = bot_settings(server, sqlite_url) | {
                "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": "s", "WEBHOOK_PORT": str(port),
            }  # fmt: skip
            line = await told_by_process(settings, file_of(sqlite_url).parent / "bot.log")
    assert line.startswith("A port is taken (")
    assert line.endswith("): stop the other program, or choose another number in .env.")


async def told_by_process(settings: dict[str, str], log: Path) -> str:
    """The only line of a bot that ends by itself while a server of this process answers it."""
    with OfficeProcess(log, settings) as bot:
        assert await bot.ended(15) == 1
        *before, last = [line for line in bot.written().splitlines() if " INFO " not in line]
    assert before == []
    return last


def test_taken_port_of_the_phone_is_told(sqlite_url: str, tmp_path: Path) -> None:
    with taken_port() as port:
        line = only_line(
            type_command("up", DATABASE_URL=sqlite_url, PHONE_PORT=str(port), PHONE_DATA=str(tmp_path / "phone.db"))
        )
    assert str(port) in line
    assert not file_of(sqlite_url).exists()  # the bot was not started


def test_help_names_every_command() -> None:
    typed = type_command("--help")
    assert typed.code == 0
    assert typed.said[0].startswith("usage: python -m bot [-h] ")
    told = {line.split()[0] for line in typed.said if line.startswith("    ") and not line.startswith("     ")}
    assert told == {"run", "up", "doctor", "migrate", "backup", "restore", "faq"}


def test_unknown_command_is_told() -> None:
    typed = type_command("fly")
    assert (typed.code, typed.said) == (2, [])
    assert "'run', 'up', 'doctor', 'migrate', 'backup', 'restore', 'faq'" in typed.complained[-1]


def test_commands_work_from_the_checkout_without_make() -> None:
    for words in (["tools/help.py"], ["-m", "tools.help"], ["-m", "bot", "--help"], ["-m", "gateways.phone", "--help"]):
        done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, timeout=20)
        assert (done.returncode, done.stderr) == (0, ""), words


async def test_doctor_finds_a_healthy_bot_healthy(sqlite_url: str, tmp_path: Path) -> None:
    type_command("migrate", DATABASE_URL=sqlite_url)
    async with Phone(tmp_path) as phone:
        typed = type_command("doctor", BOT_TOKEN=PHONE_TOKEN, BOT_API_URL=phone.url, DATABASE_URL=sqlite_url)
    wrong = [line for line in typed.said if line.startswith("[!]")]
    # From November on next year's holidays must be in content/, which a test cannot mend.
    assert [line for line in wrong if not line.startswith("[!] Hari libur")] == []
    assert (typed.code, typed.complained) == (1 if wrong else 0, [])
    assert len([line for line in typed.said if line.startswith("[ok]")]) >= 7


async def test_doctor_names_what_is_wrong(sqlite_url: str, tmp_path: Path) -> None:
    missing = f"sqlite:///{tmp_path.as_posix()}/none/none.db"
    make_newer(sqlite_url)
    async with Phone(tmp_path, environment={"PHONE_TOKEN": PHONE_TOKEN}) as phone:
        good = {"BOT_TOKEN": PHONE_TOKEN, "BOT_API_URL": phone.url, "DATABASE_URL": sqlite_url}
        cases: list[tuple[dict[str, str], str]] = [
            ({"BOT_TOKEN": TOKEN}, "Token"),
            ({"BOT_API_URL": NOWHERE}, "Jaringan"),
            ({}, "9999_later"),
            ({"DATABASE_URL": missing}, "python -m bot migrate"),
            ({"DATABASE_URL": f"postgresql://ikm:{PASSWORD}@127.0.0.1:9/ikm"}, "Database"),
        ]
        for changes, named in cases:
            typed = type_command("doctor", seconds=25, **(good | changes))
            assert (typed.code, typed.complained) == (1, []), changes
            assert [line for line in typed.said if line.startswith("[!]") and named in line] != [], (named, typed.said)
    assert not (tmp_path / "none").exists()  # looking changes nothing


def names_in(url: str) -> list[str]:
    """What the table of values of the engine holds, as a mark of which copy this is."""
    with sqlite3.connect(file_of(url)) as database:
        return [name for (name,) in database.execute("select name from engine_values where name like 'mark-%'")]


def put_mark(url: str, name: str) -> None:
    with sqlite3.connect(file_of(url)) as database:
        database.execute("insert into engine_values (name, value) values (?, '')", (name,))


def test_backup_can_be_put_back(sqlite_url: str) -> None:
    type_command("migrate", DATABASE_URL=sqlite_url)
    put_mark(sqlite_url, "mark-before")
    made = type_command("backup", DATABASE_URL=sqlite_url)
    (file,) = (file_of(sqlite_url).parent / "backups").glob("*-manual.db.gz")
    assert (made.code, len(made.said), made.complained) == (0, 1, [])
    assert made.said[0].startswith(f"Backup written: {file} (")
    put_mark(sqlite_url, "mark-after")
    restored = type_command("restore", str(file), DATABASE_URL=sqlite_url)
    assert (restored.code, restored.complained) == (0, [])
    assert names_in(sqlite_url) == ["mark-before"]
    (kept,) = (file_of(sqlite_url).parent / "backups").glob("*-before-restore.db.gz")
    assert restored.said == [f"Restored from {file.name}. What was there before is kept in {kept}."]
    type_command("restore", str(kept), DATABASE_URL=sqlite_url)
    assert sorted(names_in(sqlite_url)) == ["mark-after", "mark-before"]


def test_broken_backup_changes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    type_command("migrate", DATABASE_URL=sqlite_url)
    put_mark(sqlite_url, "mark-kept")
    type_command("backup", DATABASE_URL=sqlite_url)
    (whole,) = (tmp_path / "backups").glob("*.gz")
    half, letter, empty = tmp_path / "half.db.gz", tmp_path / "letter.db.gz", tmp_path / "empty.db.gz"
    half.write_bytes(whole.read_bytes()[:3000])
    letter.write_text("Dengan hormat")
    empty.write_bytes(b"")
    for broken in (half, letter, empty, tmp_path / "missing.db.gz"):
        line = only_line(type_command("restore", str(broken), DATABASE_URL=sqlite_url))
        assert broken.name in line
    assert names_in(sqlite_url) == ["mark-kept"]
    assert [file.name for file in tmp_path.glob("*restoring*")] == []


def test_backup_of_nothing_is_told(sqlite_url: str) -> None:
    line = only_line(type_command("backup", DATABASE_URL=sqlite_url))
    assert line == f"There is no database at {file_of(sqlite_url)}: nothing to back up."


async def test_restore_while_the_bot_runs_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    async with LoadServer() as server:
        with OfficeProcess(tmp_path / "bot.log", bot_settings(server, sqlite_url)):
            await server.first_poll(20)
            assert type_command("backup", DATABASE_URL=sqlite_url).code == 0
            (file,) = (tmp_path / "backups").glob("*-manual.db.gz")
            line = only_line(type_command("restore", str(file), DATABASE_URL=sqlite_url))
    assert line.startswith("Another bot is already running on this database: stop it first")
