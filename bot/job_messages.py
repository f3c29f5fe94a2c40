"""What is said about a job: one message that is changed in place while it is made, then the files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from content.texts import Text
from documents.made import Made
from durable import outbox
from durable.tables import Kind
from durable.work import Call, File, dumps
from models import JobKind, OfficeJob

text = content.texts.load("documents").require(*(f"kind_{kind.value}" for kind in JobKind))
_PICTURE = "image/png"
_SQUARES = 10


def told_progress(kind: JobKind, percent: int) -> Text:
    """How far it is, in words and squares."""
    done = percent * _SQUARES // 100
    return text.told_progress.format(what=_named(kind), percent=percent, bar="▰" * done + "▱" * (_SQUARES - done))


def told_made(kind: JobKind) -> Text:
    """That it is there."""
    return text.told_made.format(what=_named(kind))


def told_failed(kind: JobKind) -> Text:
    """That it could not be made, and what to do."""
    return text.told_failed.format(what=_named(kind))


def _named(kind: JobKind) -> Text:
    return text[f"kind_{kind.value}"]


async def say(session: AsyncSession, job: OfficeJob, words: Text, now: datetime) -> None:
    """The first time a message, then the same message changed. The caller commits."""
    connection = await session.connection()
    params: dict[str, object] = {"chat_id": job.chat_id, "text": words, "parse_mode": "HTML"}
    new_id = next((await outbox.fresh_ids(connection, 1))[0])
    method = "sendMessage" if job.progress_outbox_id is None else "editMessageText"
    call = Call(
        new_id, job.bot, job.chat_id, Kind.NOTICE, method, dumps(params), now, now, target_id=job.progress_outbox_id
    )
    await outbox.put(connection, [call])
    if job.progress_outbox_id is None:
        job.progress_outbox_id = new_id


async def give(session: AsyncSession, job: OfficeJob, made: Sequence[Made], now: datetime) -> None:
    """The files, each once however often this is done. The caller commits."""
    connection = await session.connection()
    ids = (await outbox.fresh_ids(connection, 1))[0]
    files = [File(hashlib.sha256(each.content).hexdigest(), each.name, each.mime, each.content) for each in made]
    calls = []
    for place, (each, file) in enumerate(zip(made, files, strict=True)):
        part = "photo" if each.mime == _PICTURE else "document"
        params = {"chat_id": job.chat_id, "caption": each.words, "parse_mode": "HTML"}
        calls.append(
            Call(
                next(ids), job.bot, job.chat_id, Kind.NOTICE, f"send{part.capitalize()}", dumps(params), now, now,
                files=dumps({part: file.sha256}), unique_key=f"job:{job.id}:{place}",
            )
        )  # fmt: skip
    if calls:
        await outbox.put(connection, calls, files)
