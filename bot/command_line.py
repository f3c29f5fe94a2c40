"""The command line: `python -m bot --help`."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot import logs, settings
from bot.backup import BackupFailed
from bot.loading import loading
from bot.migrate import NewerDatabase
from bot.one_process import AlreadyRunning
from bot.platform import PlatformRefused
from bot.settings import Settings, SettingsError

Command = Callable[[Settings, argparse.Namespace], int]


def _run(chosen: Settings, _: argparse.Namespace) -> int:
    with loading():
        from bot.serve import serve
    if chosen.bot_token is None:
        return _complain("BOT_TOKEN is missing: set it in .env, or type `make run` to try the bot on the web phone.")
    if sys.platform != "win32":
        import uvloop

        uvloop.install()
    asyncio.run(serve(chosen))
    return 0


def _up(chosen: Settings, _: argparse.Namespace) -> int:
    from bot.supervisor import up

    return up(chosen)


def _doctor(chosen: Settings, _: argparse.Namespace) -> int:
    from bot.doctor import examine

    return asyncio.run(examine(chosen))


def _migrate(chosen: Settings, _: argparse.Namespace) -> int:
    from bot.copies import migrate_now

    return asyncio.run(migrate_now(chosen))


def _backup(chosen: Settings, _: argparse.Namespace) -> int:
    from bot.copies import back_up_now

    return back_up_now(chosen)


def _restore(chosen: Settings, asked: argparse.Namespace) -> int:
    from bot.copies import restore_now

    return restore_now(chosen, asked.file)


def _faq(chosen: Settings, asked: argparse.Namespace) -> int:
    from bot.faq_command import run

    return run(chosen, asked)


COMMANDS: dict[str, tuple[Command, str]] = {
    "run": (_run, "the bot alone, against BOT_API_URL with BOT_TOKEN"),
    "up": (_up, "the bot and, without BOT_TOKEN, the web phone; restarts either if it dies"),
    "doctor": (_doctor, "says in plain words what is wrong; exit code 1 if anything is"),
    "migrate": (_migrate, "creates or upgrades the database, after a backup"),
    "backup": (_backup, "writes a copy of the database to data/backups"),
    "restore": (_restore, "puts a copy in the place of the database; the bot must be stopped"),
    "faq": (_faq, "the answers: check their files, write them back into files"),
}


def parser() -> argparse.ArgumentParser:
    """The commands and their words."""
    found = argparse.ArgumentParser(prog="python -m bot", description="Pendamping IKM, the bot of Disperindag.")
    commands = found.add_subparsers(dest="command", required=True)
    for name, (_, words) in COMMANDS.items():
        one = commands.add_parser(name, help=words, description=words)
        if name == "restore":
            one.add_argument("file", type=Path, help="a file of data/backups")
        if name == "faq":
            from bot.faq_command import add_to

            add_to(one)
    return found


def _complain(line: str) -> int:
    print(line, file=sys.stderr)
    return 1


def main(words: list[str] | None = None) -> int:
    """Runs one command; a mistake that can be foreseen is one line and exit code 1."""
    asked = parser().parse_args(words)
    try:
        chosen = settings.load()
    except SettingsError as error:
        return _complain("\n".join(error.faults))
    logs.set_up(chosen)
    try:
        return COMMANDS[asked.command][0](chosen, asked)
    except AlreadyRunning:
        return _complain(
            "Another bot is already running on this database: stop it first, or use PostgreSQL for several."
        )
    except NewerDatabase as error:
        return _complain(
            f"The database is of a newer version ({error}) than this program: update the program (git pull), "
            "or restore the backup made before the update."
        )
    except (BackupFailed, PlatformRefused) as error:
        return _complain(str(error))
    except (DBAPIError, OSError) as error:
        return _complain(_explain(error, chosen))


def _explain(error: Exception, chosen: Settings) -> str:
    """One line about a database or a port that is not to be had."""
    said = str(getattr(error, "orig", None) or error).splitlines()[0]
    if "address already in use" in said.lower():
        return f"A port is taken ({said}): stop the other program, or choose another number in .env."
    where = chosen.database_url_without_password
    if "locked" in said:
        return f"The database {where} is locked by another program: stop that one, then try again."
    return f"The database {where} cannot be opened ({said}): check DATABASE_URL and that it is running and writable."
