"""Makes what people asked for in the background: one job after the other, and each reaches its asker once.

A job is taken for a time. Whoever takes it over after that counts one attempt more, and a process that was only slow
finds the job no longer its own. The files and the word that it is done are one commit: killed before it, the job is
made again; after it, the outbox has them.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from bot import job_messages
from bot.drawing import drawn
from bot.ticker import Ticker
from content.texts import Text
from documents.made import Made
from documents.maker import Asking, Maker, Office
from documents.makers import MAKERS
from durable import clock
from durable.away import is_away
from durable.database import Database
from handlers.chat_language import speaking
from handlers.refusals import told
from models import JobKind, JobState, OfficeJob, Person
from services import office_jobs, roles
from services.errors import OfficeError

logger = logging.getLogger(__name__)

EVERY = timedelta(seconds=1)
GATHERED, DRAWN = 40, 90


class JobClock:
    """Looks first, and writes only when something is asked for."""

    def __init__(self, database: Database, bot: int, office: Office, makers: Mapping[JobKind, Maker] = MAKERS) -> None:
        self._database, self._bot, self._office, self._makers = database, bot, office, makers

    def add_to(self, ticker: Ticker) -> None:
        """Sets it going."""
        ticker.every(EVERY, self.tick)

    async def tick(self) -> None:
        """Makes the job that waits longest."""
        async with self._database.read() as connection:
            if await connection.scalar(office_jobs.next_query(self._bot, clock.now())) is None:
                return
        job = await self._take()
        if job is None:
            return
        with speaking(job.language):
            await self._see_through(job)

    async def _take(self) -> OfficeJob | None:
        async with self._database.session() as session:
            job = await office_jobs.take(session, self._bot, clock.now())
            if job is not None:
                with speaking(job.language):
                    words = job_messages.told_progress(job.kind, 0)
                await job_messages.say(session, job, words, clock.now())
            return job

    async def _see_through(self, job: OfficeJob) -> None:
        try:
            if job.attempts > office_jobs.MOST_ATTEMPTS:
                await self._give_up(job, job_messages.told_failed(job.kind))  # whoever took it died of it, each time
                return
            await self._deliver(job, await self._make(job))
        except OfficeError as refusal:
            await self._give_up(job, told(refusal))
        except Exception as error:
            if is_away(error):
                raise  # the database's fault: whoever takes it next makes it
            logger.exception("job_failed", extra={"job": job.id, "kind": job.kind, "error": type(error).__name__})
            await self._try_again(job)

    async def _make(self, job: OfficeJob) -> Sequence[Made]:
        maker = self._makers[job.kind]
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            person = roles.require(await session.get(Person, job.asked_by_id), maker.act)
            params = orjson.loads(job.params)
            asking = Asking(person, params, self._office, job.language, clock.now())
            gathered = await maker.gather(session, asking)
        await self._note(job, GATHERED)
        made = await drawn(maker.draw, gathered)
        await self._note(job, DRAWN)
        return made

    async def _note(self, job: OfficeJob, percent: int) -> None:
        async with self._database.session() as session:
            if await office_jobs.note_progress(session, job, percent, clock.now()):
                await job_messages.say(session, job, job_messages.told_progress(job.kind, percent), clock.now())

    async def _deliver(self, job: OfficeJob, made: Sequence[Made]) -> None:
        """Drawing takes a while: whoever lost the right meanwhile gets nothing."""
        async with self._database.session() as session:
            roles.require(await session.get(Person, job.asked_by_id), self._makers[job.kind].act)
            if await office_jobs.finish(session, job, JobState.DONE, clock.now()):
                await job_messages.say(session, job, job_messages.told_made(job.kind), clock.now())
                await job_messages.give(session, job, made, clock.now())

    async def _try_again(self, job: OfficeJob) -> None:
        async with self._database.session() as session:
            is_put_back = await office_jobs.put_back(session, job, clock.now())
        if not is_put_back:
            await self._give_up(job, job_messages.told_failed(job.kind))

    async def _give_up(self, job: OfficeJob, words: Text) -> None:
        async with self._database.session() as session:
            if await office_jobs.finish(session, job, JobState.FAILED, clock.now()):
                await job_messages.say(session, job, words, clock.now())
