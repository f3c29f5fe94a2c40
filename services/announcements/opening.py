"""Writing an announcement: to few people it is agreed to at once, to many a second member of staff agrees first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models import Announcement, AnnouncementEvent, AnnouncementPart, NewsTopic, Person, Repeat
from services import audit, roles
from services.announcements.audience import Audience, Reach, reach_of
from services.announcements.composing import Part, complete
from services.announcements.states import ANNOUNCEMENT
from services.errors import AnnouncementRefused
from services.reach import Line
from services.roles import Act

LIVES = timedelta(days=7)
"""Who could not get it so long after it began gets it no more."""
LATEST = timedelta(days=90)
MOST_SEATS = 10_000


@dataclass(frozen=True)
class Plan:
    """An announcement before it is written. No `send_at` is at once; no `seats` are as many as want to come."""

    parts: Sequence[Part]
    title: str
    topic: NewsTopic
    asks_rsvp: bool
    seats: int | None
    audience: Audience
    audience_words: str
    send_at: datetime | None
    repeat: Repeat


@dataclass(frozen=True)
class Opened:
    """What came of it, and whom it would reach as things stand."""

    announcement: Announcement
    reach: Reach


def checked_moment(send_at: datetime, now: datetime) -> datetime:
    """When it is sent; raises AnnouncementRefused when that is over or too far ahead."""
    if send_at <= now:
        raise AnnouncementRefused("refused_moment_past")
    if send_at > now + LATEST:
        raise AnnouncementRefused("refused_announcement_far", days=LATEST.days)
    return send_at


def checked_seats(seats: int) -> int:
    """How many can come; raises AnnouncementRefused."""
    if not 1 <= seats <= MOST_SEATS:
        raise AnnouncementRefused("refused_announcement_seats", most=MOST_SEATS)
    return seats


async def open_announcement(
    session: AsyncSession, author: Person, plan: Plan, line: Line, alone_up_to: int, now: datetime
) -> Opened:
    """Writes it. With more than `alone_up_to` people it waits for a second member of staff.

    Raises NotAllowed or AnnouncementRefused (among others: nobody could get it), before anything is written.
    """
    roles.require(author, Act.ANNOUNCE)
    parts = complete(plan.parts)
    send_at = now if plan.send_at is None else checked_moment(plan.send_at, now)
    if plan.seats is not None:
        checked_seats(plan.seats)
    reach = await reach_of(session, plan.audience, plan.topic, line, now)
    if not reach.reachable:
        raise AnnouncementRefused("refused_announcement_nobody")
    announcement = Announcement(
        author_id=author.id, topic=plan.topic, title=plan.title, audience=plan.audience.to_json(),
        audience_words=plan.audience_words, asks_rsvp=plan.asks_rsvp, rsvp_seats=plan.seats,
        state=ANNOUNCEMENT.start, created_at=now, send_at=send_at, ends_at=send_at + LIVES, repeat=plan.repeat,
        parts=[AnnouncementPart(place=place, **asdict(part)) for place, part in enumerate(parts)],
    )  # fmt: skip
    if is_alone := reach.reachable <= alone_up_to:
        agree(announcement, author, now)
    session.add(announcement)
    await session.flush()
    audit.record(
        session, author, "announcement_made", "announcement", announcement.id, now, "alone" if is_alone else None
    )
    return Opened(announcement, reach)


def agree(announcement: Announcement, by: Person, now: datetime) -> None:
    """It goes out at its time, or now when that is over. Raises AnnouncementConflict."""
    announcement.state = ANNOUNCEMENT.after(announcement.state, AnnouncementEvent.APPROVE)
    announcement.approved_by_id, announcement.approved_at = by.id, now
    announcement.send_at = max(announcement.send_at, now)
    announcement.ends_at = announcement.send_at + LIVES
