"""What is asked for now and made in the background: see models.office_jobs and documents/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Select, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import JobKind, JobState, OfficeJob, Person
from services import audit
from services.errors import JobConflict

TAKEN_FOR = timedelta(seconds=150)
"""Who has taken a job and is silent for so long is dead: another may take it. Longer than any one step of it."""
MOST_ATTEMPTS = 3
_AGAIN_AFTER = timedelta(seconds=10)
_OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True)
class Asked:
    """Where what is made goes, and in which language it speaks."""

    bot: int
    chat_id: int
    language: str


async def ask(
    session: AsyncSession,
    person: Person,
    kind: JobKind,
    params: Mapping[str, int | str],
    where: Asked,
    now: datetime,
) -> OfficeJob:
    """Puts it into the queue. Whether the person may have it is asked by the caller, and again when it is made.

    Raises JobConflict while the same is being made for this person.
    """
    kept = orjson.dumps(params, option=orjson.OPT_SORT_KEYS).decode()
    same = select(OfficeJob.id).where(
        OfficeJob.asked_by_id == person.id, OfficeJob.kind == kind, OfficeJob.params == kept,
        OfficeJob.state.in_(_OPEN),
    )  # fmt: skip
    if await session.scalar(same.limit(1)) is not None:
        raise JobConflict
    job = OfficeJob(
        kind=kind, params=kept, state=JobState.WAITING, asked_by_id=person.id, bot=where.bot, chat_id=where.chat_id,
        language=where.language, asked_at=now, attempts=0, progress=0,
    )  # fmt: skip
    session.add(job)
    await session.flush()
    audit.record(session, person, "document_asked", "job", job.id, now, kind.value)
    return job


def next_query(bot: int, now: datetime) -> Select[int]:
    """The job of this bot that waits longest and that nobody is at."""
    is_free = or_(OfficeJob.taken_until.is_(None), OfficeJob.taken_until <= now)
    is_open = OfficeJob.state.in_(_OPEN)
    return select(OfficeJob.id).where(is_open, OfficeJob.bot == bot, is_free).order_by(OfficeJob.id).limit(1)


async def take(session: AsyncSession, bot: int, now: datetime) -> OfficeJob | None:
    """Takes the next job, for `TAKEN_FOR`; None when there is none, or another process was faster.

    `attempts` tells the takings apart: who took it before and was slow can write nothing any more.
    """
    job_id = await session.scalar(next_query(bot, now))
    job = await session.get(OfficeJob, job_id, with_for_update=True) if job_id is not None else None
    if job is None or job.state not in _OPEN or (job.taken_until is not None and job.taken_until > now):
        return None
    job.state, job.attempts, job.taken_until = JobState.RUNNING, job.attempts + 1, now + TAKEN_FOR
    await session.flush()
    return job


async def note_progress(session: AsyncSession, job: OfficeJob, percent: int, now: datetime) -> bool:
    """Keeps how far it is, and the job for `TAKEN_FOR` more; False when it is not ours any more."""
    return await _write(session, job, progress=percent, taken_until=now + TAKEN_FOR)


async def put_back(session: AsyncSession, job: OfficeJob, now: datetime) -> bool:
    """It failed: to be tried again soon. False when it is not ours any more, or was tried often enough."""
    if job.attempts >= MOST_ATTEMPTS:
        return False
    return await _write(session, job, state=JobState.WAITING, taken_until=now + _AGAIN_AFTER)


async def finish(session: AsyncSession, job: OfficeJob, state: JobState, now: datetime) -> bool:
    """It is made, or given up; False when it is not ours any more."""
    progress = 100 if state is JobState.DONE else job.progress
    return await _write(session, job, state=state, progress=progress, finished_at=now, taken_until=None)


async def _write(session: AsyncSession, job: OfficeJob, **values: Any) -> bool:
    ours = (OfficeJob.id == job.id, OfficeJob.state == JobState.RUNNING, OfficeJob.attempts == job.attempts)
    found = update(OfficeJob).where(*ours).values(**values).returning(OfficeJob.id)
    return await session.scalar(found.execution_options(synchronize_session=False)) is not None
