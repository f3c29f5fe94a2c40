"""Announcements of a period, and what became of one, person by person."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from documents.maker import Asking, Maker
from documents.pictures.maker import period_asked
from documents.tables.building import columns, draw, local, table, text
from documents.tables.table import Table
from documents.words import number, period_words
from models import Announcement, RecipientState
from services.errors import AnnouncementMissing
from services.exports import lists
from services.roles import Act
from services.statistics.announcements import announcements_in

desk = content.texts.load("announcement_desk")
text.require(*(f"recipient_{state.value}" for state in RecipientState))
_HEADS = (
    ("number", 8), ("title", 44), ("begun", 17), ("people", 10), ("accepted", 14), ("lost", 14), ("read", 12),
    ("going", 10),
)  # fmt: skip
_RECIPIENTS = (
    ("person", 10), ("name", 28), ("became", 24), ("reason", 20), ("when", 17), ("read_at", 17), ("rsvp", 16),
    ("rsvp_at", 17),
)  # fmt: skip


async def gather_announcements(session: AsyncSession, asking: Asking) -> Table:
    """Those that began in the period, with their counts; nobody is named."""
    period, office = period_asked(asking), asking.office.clock
    rows = [
        [
            each.announcement_id, each.title, local(each.started_at, office), each.people, each.accepted, each.lost,
            each.read, each.going,
        ]
        for each in await announcements_in(session, period)
    ]  # fmt: skip
    return table(
        asking, "announcements", columns(*_HEADS), rows, (text.about_period, period_words(period)), names_people=False
    )


async def gather_recipients(session: AsyncSession, asking: Asking) -> Table:
    """`params["announcement"]` says of which. Raises AnnouncementMissing."""
    announcement = await session.get(Announcement, int(asking.params.get("announcement", 0)))
    if announcement is None:
        raise AnnouncementMissing
    office = asking.office.clock
    rows = [
        [
            each.person_id, each.name, text[f"recipient_{each.state.value}"].plain(), _said(each.reason),
            local(each.closed_at, office), local(each.read_at, office),
            text[f"rsvp_{each.rsvp.value}"].plain() if each.rsvp else None, local(each.rsvp_at, office),
        ]
        async for each in lists.recipients(session, announcement.id)
    ]  # fmt: skip
    about = text.told_announcement.format(number=number(announcement.id), title=announcement.title)
    return table(asking, "recipients", columns(*_RECIPIENTS), rows, (text.about_announcement, about))


def _said(reason: str | None) -> str | None:
    """In the words in which the desk of announcements tells it."""
    if reason is None:
        return None
    known = reason if f"reason_{reason}" in desk else "other"
    return desk[f"reason_{known}"].plain()


ANNOUNCEMENTS = Maker(Act.MAKE_REPORT, gather_announcements, draw)
RECIPIENTS = Maker(Act.EXPORT_PEOPLE, gather_recipients, draw)
