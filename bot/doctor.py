"""`doctor`: looks at everything that can be wrong from outside, and says it in plain words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

import content.texts
from bot import backup
from bot.copies import sqlite_file
from bot.migrate import config, versions
from bot.settings import Settings
from content.answers import seed
from content.holidays import holiday_years
from content.texts import Text
from durable import clock
from durable.bot_api import BotApi, NoAnswer, NoConnection
from durable.database import Database
from durable.inbox import inbox
from durable.outbox import outbox
from durable.tables import InboxState, OutboxState
from models import Account

text = content.texts.load("doctor")

_CLOCK_MAY_DIFFER = timedelta(seconds=60)
_STUCK_AFTER = timedelta(minutes=10)
_BACKUP_AT_LEAST = timedelta(days=2)
_LOOKS_BACK = timedelta(days=7)
_LOOKS_FOR_HOLIDAYS_FROM_MONTH = 11


@dataclass(frozen=True)
class Finding:
    """One line, and whether it is a problem."""

    words: Text
    is_problem: bool = False


async def examine(settings: Settings) -> int:
    """Prints what was found, one line each. Returns 0 when nothing is wrong, otherwise 1."""
    problems = 0
    async for finding in findings(settings):
        problems += finding.is_problem
        print(("[!] " if finding.is_problem else "[ok] ") + finding.words.plain())
    print((text.told_problems.format(count=problems) if problems else text.told_all_well).plain())
    return 1 if problems else 0


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Everything there is to say, in the order in which one would mend it."""
    async for finding in _platform(settings):
        yield finding
    yield _rate(settings)
    file = sqlite_file(settings)
    if file is not None and not file.exists():
        yield Finding(text.told_tables_missing, True)  # opening it would make it
    else:
        async for finding in _whole_database(settings):
            yield finding
    yield _backups(settings, clock.real_now())
    yield _holidays(clock.real_now())
    for finding in _answers():
        yield finding


async def _whole_database(settings: Settings) -> AsyncIterator[Finding]:
    database = Database(settings.database_url)
    try:
        async for finding in _database(settings, database):
            yield finding
    except (DBAPIError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        yield Finding(text.told_database_fails.format(reason=reason), True)
    finally:
        await database.close()


async def _platform(settings: Settings) -> AsyncIterator[Finding]:
    if settings.bot_token is None:
        yield Finding(text.told_token_missing)
        return
    api = BotApi(settings.bot_api_url, settings.bot_token)
    try:
        answer = await api.call("getMe", seconds=10)
        if answer.is_ok:
            yield Finding(text.told_token_works.format(username=answer.result.get("username")))
            hook = await api.call("getWebhookInfo", seconds=10)
            if settings.webhook_url is None and hook.is_ok and hook.result.get("url"):
                yield Finding(text.told_webhook_in_the_way)
        else:
            yield Finding(text.told_token_refused.format(says=answer.description), True)
        yield await _clock_against(settings.bot_api_url)
    except (NoAnswer, NoConnection, aiohttp.ClientError, TimeoutError):
        yield Finding(text.told_platform_unreachable.format(address=settings.bot_api_url), True)
    finally:
        await api.close()


async def _clock_against(address: str) -> Finding:
    """Compares this computer's clock with the one of the platform's answer."""
    async with aiohttp.ClientSession() as session, session.get(address, allow_redirects=False) as response:
        said = response.headers.get("Date")
    if said is None:
        return Finding(text.told_clock_right.format(seconds=0))
    apart = abs(clock.real_now() - parsedate_to_datetime(said))
    words = text.told_clock_wrong if apart > _CLOCK_MAY_DIFFER else text.told_clock_right
    return Finding(words.format(seconds=round(apart.total_seconds())), apart > _CLOCK_MAY_DIFFER)


def _rate(settings: Settings) -> Finding:
    if settings.send_rate == 0:
        return Finding(text.told_rate_unpaced)
    return Finding(text.told_rate.format(rate=f"{settings.send_rate:g}"))


async def _database(settings: Settings, database: Database) -> AsyncIterator[Finding]:
    async with database.write() as connection:
        current, head = await connection.run_sync(versions)
    yield Finding(text.told_database_works.format(address=settings.database_url_without_password))
    if current != head:
        yield _tables(current)
        return
    yield Finding(text.told_tables_current)
    async with database.read() as connection:
        await clock.load_offset(connection)
    if clock.now() - clock.real_now() > timedelta(minutes=1):
        yield Finding(text.told_clock_moved, settings.speaks_to_telegram)
    async for finding in _queues(database):
        yield finding
    if settings.speaks_to_telegram:
        async with database.read() as connection:
            count = await connection.scalar(select(func.count()).where(Account.channel != "telegram"))
        if count:
            yield Finding(text.told_trial_people.format(count=count), True)


def _tables(current: str | None) -> Finding:
    from alembic.script import ScriptDirectory

    if current is None:
        return Finding(text.told_tables_missing, True)
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    words = text.told_tables_old if current in known else text.told_tables_newer
    return Finding(words.format(version=current), True)


async def _queues(database: Database) -> AsyncIterator[Finding]:
    now = clock.now()
    i, o = inbox.c, outbox.c
    async with database.read() as connection:
        received = await connection.scalar(
            select(func.count()).where(i.state == InboxState.DEAD, i.finished_at > now - _LOOKS_BACK)
        )
        sent = await connection.scalar(
            select(func.count()).where(
                o.state == OutboxState.DEAD, o.closed_at > now - _LOOKS_BACK, o.reason.like("refused:%")
            )
        )
        oldest = await connection.scalar(select(func.min(i.received_at)).where(i.state == InboxState.PENDING))
    if received or sent:
        yield Finding(text.told_dead_letters.format(received=received, sent=sent), True)
    else:
        yield Finding(text.told_no_dead_letters)
    if oldest is not None and now - oldest > _STUCK_AFTER:
        yield Finding(text.told_stuck.format(since=f"{oldest:%Y-%m-%d %H:%M} UTC"), True)


def _backups(settings: Settings, now: datetime) -> Finding:
    """A problem only where a copy should be there by now: on the first two days there need be none."""
    copies = backup.folder_for(settings.database_url)
    made = [datetime.fromtimestamp(file.stat().st_mtime, now.tzinfo) for file in copies.glob("*-*")]
    newest = max(made, default=None)
    if newest is not None and now - newest <= _BACKUP_AT_LEAST:
        return Finding(text.told_backup_fresh.format(when=f"{newest:%Y-%m-%d %H:%M} UTC"))
    file = sqlite_file(settings)
    is_old_enough = file is not None and file.exists() and now.timestamp() - file.stat().st_ctime > 2 * 86_400
    return Finding(text.told_backup_missing, is_problem=newest is not None or is_old_enough)


def _answers(folder: Path = seed.FOLDER) -> Iterator[Finding]:
    """A broken file is not taken over; what the bot knew before goes on."""
    found = seed.read(folder)
    for fault in found.faults:
        yield Finding(text.told_answer_broken.format(file=fault.file, line=fault.line, problem=fault.problem), True)
    if not found.faults:
        yield Finding(text.told_answers_good.format(count=len(found.documents)))


def _holidays(now: datetime) -> Finding:
    """From November on next year's holidays are to be there: waiting times are reckoned with them."""
    wanted = now.year + 1 if now.month >= _LOOKS_FOR_HOLIDAYS_FROM_MONTH else now.year
    known = holiday_years().get(wanted)
    if known is not None and known.is_complete:
        return Finding(text.told_holidays_known.format(year=wanted))
    return Finding(text.told_holidays_missing.format(year=wanted), True)
