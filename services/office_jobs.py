"""What is asked for now and made in the background: see models.office_jobs and documents/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import JobKind, JobState, OfficeJob, Person
from services import audit
from services.errors import JobConflict


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
    open_states = (JobState.WAITING, JobState.RUNNING)
    same = select(OfficeJob.id).where(
        OfficeJob.asked_by_id == person.id, OfficeJob.kind == kind, OfficeJob.params == kept,
        OfficeJob.state.in_(open_states),
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
