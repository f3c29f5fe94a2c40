"""The latest announcements: for who has lost one, and for who came after it was sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Announcement, AnnouncementRecipient, AnnouncementState, NewsTopic, Person, RecipientState
from services.announcements.audience import from_json, people_in
from services.errors import AnnouncementMissing
from services.news.received import HAVE_IT
from services.news.stops import stops_of
from services.reach import Line

SHOWN_FOR = timedelta(days=60)
MOST = 5
_LOOKED_AT = 30
"""Whether somebody belongs to its people is looked up for each: for that many at most."""
_WENT_OUT = (AnnouncementState.SENDING, AnnouncementState.PAUSED, AnnouncementState.SENT)
_R = AnnouncementRecipient


async def latest(session: AsyncSession, person: Person, line: Line, now: datetime) -> list[Announcement]:
    """The newest first: what this person got, and what is for people like them. What they stopped is left out."""
    stopped = await stops_of(session, person)
    mine = and_(_R.announcement_id == Announcement.id, _R.person_id == person.id)
    query = select(Announcement, _R.state).outerjoin(_R, mine).where(
        Announcement.state.in_(_WENT_OUT), Announcement.withdrawn_at.is_(None),
        Announcement.send_at > now - SHOWN_FOR, Announcement.send_at <= now,
    )  # fmt: skip
    found: list[Announcement] = []
    rows = await session.execute(query.order_by(Announcement.send_at.desc(), Announcement.id.desc()).limit(_LOOKED_AT))
    for announcement, state in rows.all():
        has_it = state in HAVE_IT
        if not has_it and stopped & {NewsTopic.ALL, announcement.topic}:
            continue
        if has_it or await _is_for(session, announcement, person, line, now):
            found.append(announcement)
        if len(found) == MOST:
            break
    return found


async def fetch(
    session: AsyncSession, person: Person, announcement_id: int | None, line: Line, chat_id: int, now: datetime
) -> Announcement:
    """One of them, to be shown now; keeps that the person has it. Raises AnnouncementMissing for any other."""
    for announcement in await latest(session, person, line, now):
        if announcement.id == announcement_id:
            await _keep(session, announcement, person, chat_id, now)
            return announcement
    raise AnnouncementMissing


async def _is_for(session: AsyncSession, announcement: Announcement, person: Person, line: Line, now: datetime) -> bool:
    try:
        audience = from_json(announcement.audience)
    except ValueError:
        return False  # of a later version of the bot
    people = people_in(audience, line, now).subquery()
    return await session.scalar(select(people.c[0]).where(people.c[0] == person.id)) is not None


async def _keep(session: AsyncSession, announcement: Announcement, person: Person, chat_id: int, now: datetime) -> None:
    recipient = await session.get(_R, (announcement.id, person.id))
    if recipient is None:
        last = await session.scalar(select(func.max(_R.position)).where(_R.announcement_id == announcement.id))
        recipient = _R(announcement_id=announcement.id, person_id=person.id, position=(last or 0) + 1,
                       is_canary=False, chat_id=chat_id, revision=announcement.revision,
                       state=RecipientState.FETCHED, closed_at=now)  # fmt: skip
        session.add(recipient)
    elif recipient.state not in HAVE_IT and recipient.state is not RecipientState.WAITING:
        recipient.state, recipient.reason, recipient.closed_at = RecipientState.FETCHED, None, now
    await session.flush()
