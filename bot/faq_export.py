"""The answers as files: whether they are as they must be, and those of the database written back."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot.copies import sqlite_file
from bot.migrate import versions
from bot.settings import Settings
from content.answers import seed
from content.answers.document import STATUSES, FaqDocument
from content.answers.reading import FaqFaults, parse
from content.answers.writing import written
from durable import clock
from durable.database import Database
from services.faq.known import KnownAnswer, all_answers

_PUBLISHED, _DRAFT = STATUSES


def check(settings: Settings, folder: Path) -> int:
    """Prints every fault of every file in one go, what is due, and where staff say something else than the file."""
    found = seed.read(folder)
    for fault in found.faults:
        print(fault)
    today = clock.now().astimezone(settings.timezone).date()
    for key, document in found.documents.items():
        if document.review_by < today:
            print(f"{key}.md: was to be reviewed by {document.review_by}")
    for answer in asyncio.run(_known(settings)) or []:
        in_file = found.documents.get(answer.document.id)
        if answer.is_by_staff and in_file is not None and _as_exported(answer) != in_file:
            print(f"{answer.document.id}.md: the words of staff stand in its place; `faq export` writes them here")
    print(f"{len(found.documents)} good answers, {len(found.faults)} faults.")
    return 1 if found.faults else 0


def export(settings: Settings, folder: Path) -> int:
    """Writes the answers in force into files; one that is pulled becomes a draft."""
    answers = asyncio.run(_known(settings))
    if answers is None:
        print("The database knows no answers yet: start the bot once.", file=sys.stderr)
        return 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        changed = [answer.document.id for answer in answers if _write(folder, _as_exported(answer))]
    except OSError as error:
        print(f"{folder} cannot be written ({error.strerror}): name another folder.", file=sys.stderr)
        return 1
    pulled = sum(answer.is_pulled for answer in answers)
    print(f"{len(answers)} answers in {folder}, {len(changed)} changed, {pulled} pulled (drafts).")
    for key in changed:
        print(f"  {key}.md")
    return 0


def _as_exported(answer: KnownAnswer) -> FaqDocument:
    return replace(answer.document, status=_DRAFT if answer.is_pulled else _PUBLISHED)


def _write(folder: Path, document: FaqDocument) -> bool:
    """Writes the file, unless it says the same already, however it is laid out; whether it was written."""
    path = folder / f"{document.id}.md"
    try:
        if parse(path.read_text(encoding="utf-8"), path.name) == document:
            return False
    except (FileNotFoundError, UnicodeDecodeError, FaqFaults):
        pass
    path.write_text(written(document), encoding="utf-8", newline="\n")
    return True


async def _known(settings: Settings) -> Sequence[KnownAnswer] | None:
    """Every answer in force; None while there is no database with this version's tables."""
    file = sqlite_file(settings)
    if file is not None and not file.exists():
        return None  # opening it would make it
    database = Database(settings.database_url)
    try:
        async with database.read() as connection:
            current, head = await connection.run_sync(versions)
            if current != head:
                return None
            async with AsyncSession(bind=connection) as session:
                return await all_answers(session)
    finally:
        await database.close()
