"""Sessions of a period, and questions that came to staff in it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from content.texts import Text
from documents.maker import Asking, Maker
from documents.pictures.maker import period_asked
from documents.tables.building import columns, draw, local, table, text, yes_or_no
from documents.tables.table import Table
from documents.words import period_words
from services.exports import lists
from services.roles import Act

mentoring = content.texts.load("mentoring")
statistics = content.texts.load("statistics")
_SESSIONS = (
    ("number", 8), ("mentor", 26), ("producer", 26), ("district", 18), ("topic", 20), ("way", 18), ("begins", 17),
    ("ends", 17), ("became", 18), ("mentor_missed", 14), ("producer_missed", 14), ("stars", 9),
)  # fmt: skip
_QUESTIONS = (
    ("number", 8), ("asked", 17), ("district", 18), ("topic", 28), ("state", 16), ("urgent", 11), ("answered", 17),
    ("asked_again", 14), ("helped", 11),
)  # fmt: skip


async def gather_sessions(session: AsyncSession, asking: Asking) -> Table:
    """Every session whose hour was in the period, or will be: with who met whom."""
    period, office = period_asked(asking), asking.office.clock
    rows = [
        [
            each.id, each.mentor, each.producer, each.district, mentoring[f"told_topic_{each.topic.value}"].plain(),
            mentoring[f"told_way_{each.way.value}"].plain(), local(each.starts_at, office), local(each.ends_at, office),
            statistics[f"meeting_{each.state.value}"].plain(), yes_or_no(each.mentor_missed),
            yes_or_no(each.producer_missed), each.stars,
        ]
        async for each in lists.meetings(session, period)
    ]  # fmt: skip
    return table(asking, "meetings", columns(*_SESSIONS), rows, (text.about_period, period_words(period)))


async def gather_questions(session: AsyncSession, asking: Asking) -> Table:
    """Without the words of questions, and without who asked: a table is passed on more easily than meant."""
    period, office = period_asked(asking), asking.office.clock
    rows = [
        [
            each.id, local(each.opened_at, office), each.district, each.topic,
            text[f"ticket_{each.state.value}"].plain(), yes_or_no(each.is_urgent), local(each.told_at, office),
            each.times_reopened, yes_or_no(each.helped),
        ]
        async for each in lists.tickets(session, period)
    ]  # fmt: skip
    about: tuple[tuple[Text, Text], ...] = (
        (text.about_period, period_words(period)),
        (text.about_left_out, text.left_out_of_questions),
    )
    return table(asking, "questions", columns(*_QUESTIONS), rows, *about, names_people=False)


SESSIONS = Maker(Act.EXPORT_PEOPLE, gather_sessions, draw)
QUESTIONS = Maker(Act.MAKE_REPORT, gather_questions, draw)
