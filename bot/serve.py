"""One bot process: everything that runs for one token, started in order and stopped in order."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from telegram import User

import documents.maker
from bot import absence, backup, demo, first_start, platform, webhook
from bot.announcement_clock import AnnouncementClock
from bot.asking_clock import AskingClock
from bot.faq_clock import FaqClock
from bot.job_clock import JobClock
from bot.matching_clock import MatchingClock
from bot.meeting_clock import MeetingClock
from bot.mentor_card_clock import MentorCardClock
from bot.mentor_weeks_clock import MentorWeeksClock
from bot.metrics import Metrics
from bot.migrate import migrate
from bot.one_process import ProcessLock
from bot.poller import Poller
from bot.quiet_hours import quiet_until
from bot.reminder_clock import ReminderClock
from bot.request_clock import RequestClock
from bot.room_clock import RoomClock
from bot.sender import Sender
from bot.settings import Settings
from bot.staff_morning_clock import StaffMorningClock
from bot.ticker import Ticker
from bot.ticket_clock import TicketClock
from bot.understanding import SHELF, Understanding
from bot.unreached_clock import UnreachedClock
from bot.weekly_figures_clock import WeeklyFiguresClock
from bot.worker import Worker
from bot.workshop_clock import WorkshopClock
from durable import clock
from durable.application import BotApplication
from durable.bot_api import BotApi
from durable.database import Database
from durable.leases import RENEW_SECONDS, LeaseKeeper, new_holder
from durable.outbox import DurableBot
from handlers import notices
from handlers.build import build
from services.reach import Line

logger = logging.getLogger(__name__)

_POLL_SECONDS_SQLITE = 1.0
_POLL_SECONDS_POSTGRESQL = 0.2  # another process may have written
_LOOK_AGAIN_SECONDS = 0.5  # one that waits for a lease looks often: the holder may be gone


class Office:
    """The parts of one bot process, wired together."""

    def __init__(self, settings: Settings) -> None:
        assert settings.bot_token is not None
        self.settings = settings
        self.link_root, self.channel, self.is_demo = "", "telegram", False
        self.bot_id = int(settings.bot_token.split(":")[0])
        self.database = Database(settings.database_url)
        self.api = BotApi(settings.bot_api_url, settings.bot_token)
        poll_seconds = _POLL_SECONDS_SQLITE if self.database.is_sqlite else _POLL_SECONDS_POSTGRESQL
        holder = new_holder()
        self.leases = {job: LeaseKeeper(self.bot_id, job, holder) for job in ("poller", "sender", "ticker")}
        self.sender = Sender(
            self.database, self.api, self.bot_id, settings.send_rate,
            quiet_until(settings.quiet_hours, settings.timezone), self.leases["sender"], poll_seconds,
        )  # fmt: skip
        self.application = self._build_application()
        self.understanding = Understanding(self.database, SHELF, self.application.bot_data)
        self.worker = Worker(
            self.database, self.application, self.bot_id, notices.apologise, self.sender, poll_seconds,
            self.understanding.foresee,
        )  # fmt: skip
        self.poller = Poller(self.database, self.api, self.bot_id, self.leases["poller"], self.worker.wake)
        self.webhook = webhook.Webhook(self.database, self.bot_id, settings.webhook_secret or "", self.worker.wake)
        self.metrics = Metrics(self.database)
        self.ticker = Ticker(self.database, self.bot_id, self.leases["ticker"], settings.timezone, self.worker.wake)

    def _build_application(self) -> BotApplication:
        settings = self.settings
        assert settings.bot_token is not None
        application: BotApplication = build(DurableBot(self.api, settings.bot_api_url, settings.bot_token))
        application.bot_data.update(
            office_name=settings.office_name, office_contact=settings.office_contact, timezone=settings.timezone,
            office_hours=settings.office_hours, office_clock=settings.office_clock,
            announce_alone_up_to=settings.announce_alone_up_to, send_rate=settings.send_rate,
            paid_broadcast=settings.paid_broadcast,
        )  # fmt: skip
        return application

    async def introduce(self) -> User:
        """Asks the platform who the bot is, until it answers; links are made with its name."""
        await platform.introduce(self.application, self.settings.bot_api_url)
        me = self.application.bot.bot
        # A gateway tells in getMe where its links lead; Telegram's lead to t.me. The same number is
        # another person there, so the two are kept apart as channels.
        of_gateway = me.api_kwargs or {}
        link_root = of_gateway.get("link_root")
        self.link_root = link_root or f"https://t.me/{me.username}?start="
        self.channel = "gateway" if link_root else "telegram"
        self.is_demo = demo.is_demo(self.settings.bot_api_url, of_gateway)
        self.application.bot_data["may_move_clock"] = self.is_demo
        self.application.bot_data.update(deep_link=self.link_root, channel=self.channel)
        return me

    async def keep_leases(self) -> None:
        """Takes and renews the leases for ever."""
        while True:
            try:
                async with self.database.write() as connection:
                    held = [await lease.hold(connection) for lease in self.leases.values()]
            except Exception as error:
                logger.warning("leases_not_renewed", extra={"error": type(error).__name__})
                held = []
            await asyncio.sleep(RENEW_SECONDS if all(held) and held else _LOOK_AGAIN_SECONDS)

    def add_jobs(self) -> None:
        """The jobs of the clock."""
        self.ticker.every(timedelta(minutes=1), self.tell_about_absence)
        self.ticker.daily(2, 15, self.back_up)
        self.ticker.every(timedelta(seconds=5), self._ticket_clock().tick)
        for about_sessions in (
            RoomClock,
            MeetingClock,
            ReminderClock,
            UnreachedClock,
            StaffMorningClock,
            WeeklyFiguresClock,
        ):
            about_sessions(self.database, self.bot_id, self.channel, self.settings.office_clock).add_to(self.ticker)
        AskingClock(self.database, self.bot_id, self.channel).add_to(self.ticker)
        JobClock(self.database, self.bot_id, self._as_documents_name_it()).add_to(self.ticker)
        MentorWeeksClock(self.database, self.settings.office_clock).add_to(self.ticker)
        MatchingClock(self.database, self.bot_id, self.channel, self.settings.office_clock).add_to(self.ticker)
        for mentoring in (MentorCardClock, RequestClock):
            every = mentoring(self.database, self.bot_id, self.channel, self.settings.office_clock)
            self.ticker.every(timedelta(seconds=5), every.tick)
        WorkshopClock(self.database, self.bot_id, self.channel, self.settings.office_clock).add_to(self.ticker)
        AnnouncementClock(
            self.database, Line(self.bot_id, self.channel), self.settings.office_clock, self.settings.send_rate,
            self.sender.offer,
        ).add_to(self.ticker)  # fmt: skip
        self._faq_clock().add_to(self.ticker)

    def _as_documents_name_it(self) -> documents.maker.Office:
        settings = self.settings
        return documents.maker.Office(
            settings.office_name, settings.office_contact, settings.office_clock, self.link_root
        )

    def _faq_clock(self) -> FaqClock:
        settings = self.settings
        return FaqClock(self.database, self.bot_id, self.channel, settings.timezone, settings.office_name)

    def _ticket_clock(self) -> TicketClock:
        settings = self.settings
        quiet = quiet_until(settings.quiet_hours, settings.timezone)
        return TicketClock(self.database, self.bot_id, self.channel, settings.office_hours, settings.timezone, quiet)

    async def tell_about_absence(self) -> None:
        """Tells people, once, that the bot was away for too long."""
        async with self.database.session() as session:
            staff = await first_start.staff_chats(session, self.channel)
            connection = await session.connection()
            if self.settings.webhook_url is not None:
                # Nothing is polled: what counts is that this process was here to listen.
                await absence.note_poll(connection, self.bot_id, clock.real_now())
            told = await absence.tell_about_absence(
                connection, self.bot_id, notices.away_text, staff, notices.away_staff_text, clock.now()
            )
        if told:
            logger.info("absence_told", extra={"people": told})

    async def back_up(self) -> None:
        """The nightly copy of the database."""
        url, now = self.settings.database_url, clock.real_now()
        try:
            await asyncio.to_thread(backup.make, url, now, "nightly")
        except backup.BackupFailed as error:
            logger.error("backup_failed", extra={"says": str(error)})
            raise
        backup.prune(backup.folder_for(url), now)

    async def release(self) -> None:
        """Gives the leases back and closes what is open."""
        if any(lease.is_held for lease in self.leases.values()):
            with contextlib.suppress(Exception):
                async with self.database.write() as connection:
                    for lease in self.leases.values():
                        await lease.release(connection)
        await self.api.close()
        await self.database.close()


@contextlib.asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Office]:
    """A process's parts with the database ready; closes them at the end, whatever happened."""
    office = Office(settings)
    lock = None
    try:
        if office.database.is_sqlite:
            path = Path(str(office.database.engine.url.database))
            lock = ProcessLock(path.with_suffix(".lock"))
            lock.take()
        await migrate(office.database, clock.now())
        async with office.database.read() as connection:
            await clock.load_offset(connection)
        await first_start.load_lists(office.database)
        yield office
    finally:
        await office.release()
        if lock is not None:
            lock.release()


async def serve(settings: Settings) -> None:
    """Runs one bot process until it is told to stop (SIGINT or SIGTERM)."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
            loop.add_signal_handler(number, stop.set)
    async with opened(settings) as office:
        starting = asyncio.create_task(_start(office))
        tasks = [asyncio.create_task(office.keep_leases())]
        try:
            stopping = asyncio.create_task(stop.wait())
            await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()
                tasks += [asyncio.create_task(part.run()) for part in _running_parts(office)]
                stopped = asyncio.create_task(stop.wait())
                done, _ = await asyncio.wait({stopped, *tasks}, return_when=asyncio.FIRST_COMPLETED)
                for task in done - {stopped}:
                    task.result()  # a part that ends by itself has failed: the supervisor starts anew
        finally:
            starting.cancel()
            await _stop(office, tasks)


def _running_parts(office: Office) -> list[Poller | Worker | Sender | Understanding]:
    parts: list[Poller | Worker | Sender | Understanding] = [office.understanding, office.sender, office.worker]
    return parts if office.settings.webhook_url else [*parts, office.poller]


async def _start(office: Office) -> None:
    me = await office.introduce()
    settings = office.settings
    if settings.webhook_url is not None:
        assert settings.webhook_port is not None
        assert settings.webhook_secret is not None
        await office.webhook.start(urlsplit(settings.webhook_url).path, settings.webhook_port)
        await platform.announce_webhook(office.api, settings.webhook_url, settings.webhook_secret)
    else:
        await platform.forget_webhook(office.api)
    if settings.metrics_port is not None:
        await office.metrics.start(settings.metrics_port)
    await first_start.name_administrators(office.database, settings, office.channel, office.link_root)
    if office.is_demo:
        await demo.prepare(office.database, office.channel, clock.now())
    await first_start.announce_menu(office.database, office.bot_id, office.channel)
    office.add_jobs()
    office.ticker.start()
    # What is loaded by now lives as long as the process: the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    logger.info("bot_runs", extra={"bot_id": me.id, "username": me.username})


async def _stop(office: Office, tasks: list[asyncio.Task[None]]) -> None:
    """Updates first, then what they caused: the sender marks what is in flight before it ends."""
    office.ticker.stop()
    await office.webhook.stop()
    await office.metrics.stop()
    for task in reversed(tasks):
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    logger.info("bot_stopped")
