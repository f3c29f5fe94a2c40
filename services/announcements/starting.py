"""An announcement begins: its people are written down, each once, and a repeated one gets its successor."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import Select, false, func, insert, literal, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Announcement,
    AnnouncementEvent,
    AnnouncementPart,
    AnnouncementRecipient,
    AnnouncementState,
    RecipientState,
    Repeat,
)
from services.announcements.finding import locked
from services.announcements.states import ANNOUNCEMENT
from services.errors import AnnouncementConflict

CANARY = 10
NO_CANARY_UNDER = 20
"""With so few people a try with ten of them tells nothing that the others would not."""


async def start(
    session: AsyncSession, announcement_id: int, people: Select[int, int, int], now: datetime
) -> Announcement:
    """Writes its recipients: `people` gives (person_id, chat_id, position). Raises AnnouncementConflict.

    One whose end has come meanwhile gets nobody: it is over at once.
    """
    found = await locked(session, announcement_id)
    state = ANNOUNCEMENT.after(found.state, AnnouncementEvent.START)
    if found.send_at > now:
        raise AnnouncementConflict
    found.state, found.started_at = state, now
    await session.flush()
    if found.ends_at > now:
        await _write_recipients(session, announcement_id, people)
    return found


async def _write_recipients(session: AsyncSession, announcement_id: int, people: Select[int, int, int]) -> None:
    r, chosen = AnnouncementRecipient, people.subquery()
    rows = select(
        literal(announcement_id), chosen.c.person_id, chosen.c.chat_id, chosen.c.position, false(),
        literal(RecipientState.WAITING, r.state.type), literal(0),
    )  # fmt: skip
    columns = ["announcement_id", "person_id", "chat_id", "position", "is_canary", "state", "revision"]
    await session.execute(insert(r).from_select(columns, rows))
    # Counted, not asked of the statement: with a WITH in it SQLite's driver says -1.
    written = await session.scalar(select(func.count()).where(r.announcement_id == announcement_id)) or 0
    if written >= NO_CANARY_UNDER:
        first = update(r).where(r.announcement_id == announcement_id, r.position <= CANARY)
        await session.execute(first.values(is_canary=true()).execution_options(synchronize_session=False))


async def add_next(session: AsyncSession, former: Announcement, zone: tzinfo, now: datetime) -> Announcement | None:
    """The next one of a series, on its way as soon as this one begins; its people will be looked up anew.

    None where nothing is repeated. What staff agreed to holds for the series.
    """
    if former.repeat is Repeat.NEVER:
        return None
    first = await session.get_one(Announcement, former.series_id or former.id)
    send_at = next_time(first.send_at, former.repeat, zone, max(now, former.send_at))
    following = Announcement(
        author_id=former.author_id, topic=former.topic, title=former.title, audience=former.audience,
        audience_words=former.audience_words, asks_rsvp=former.asks_rsvp, rsvp_seats=former.rsvp_seats,
        state=AnnouncementState.SCHEDULED, created_at=now, send_at=send_at,
        ends_at=send_at + (former.ends_at - former.send_at), repeat=former.repeat, series_id=first.id,
        approved_by_id=former.approved_by_id, approved_at=former.approved_at, revision=0,
        parts=[
            AnnouncementPart(
                place=part.place, call=part.call, kind=part.kind, words=part.words, file_id=part.file_id,
                latitude=part.latitude, longitude=part.longitude,
            )
            for part in former.parts
        ],
    )  # fmt: skip
    session.add(following)
    await session.flush()
    return following


def next_time(first: datetime, repeat: Repeat, zone: tzinfo, after: datetime) -> datetime:
    """The first repetition after an instant, at the same local time; a 31st becomes the last day of a shorter month."""
    local, times = first.astimezone(zone), 1
    while True:
        moved = local + timedelta(weeks=times) if repeat is Repeat.WEEKLY else _months_later(local, times)
        found = moved.astimezone(first.tzinfo)
        if found > after:
            return found
        times += 1


def _months_later(local: datetime, months: int) -> datetime:
    years, month = divmod(local.month - 1 + months, 12)
    year = local.year + years
    return local.replace(year=year, month=month + 1, day=min(local.day, monthrange(year, month + 1)[1]))
