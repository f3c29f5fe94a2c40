"""What was sent is put right in place, or taken back; whoever has it is worked through at the pace of sending."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Announcement,
    AnnouncementEvent,
    AnnouncementPart,
    AnnouncementRecipient,
    AnnouncementState,
    Person,
    RecipientState,
    Repeat,
    Withdrawal,
)
from services import audit
from services.announcements.composing import Part, complete, title_of
from services.announcements.finding import of_staff
from services.announcements.judging import drop_waiting
from services.announcements.recalling import recall
from services.announcements.settling import PARTLY
from services.announcements.states import ANNOUNCEMENT
from services.announcements.steering import CANCELLED
from services.errors import AnnouncementConflict, AnnouncementRefused

DELETABLE = timedelta(hours=48)
"""So long the platform deletes a message of ours for everybody."""
_NOBODY_HAS_IT = (AnnouncementState.APPROVING, AnnouncementState.SCHEDULED, AnnouncementState.REJECTED)


def correctable(announcement: Announcement) -> list[AnnouncementPart]:
    """The parts whose words can be put right: texts, and files with words."""
    if announcement.started_at is None or announcement.withdrawn_at is not None:
        return []
    return [part for part in announcement.parts if part.words]


async def correct(
    session: AsyncSession, announcement_id: int | None, place: int, words: str, by: Person, now: datetime
) -> Announcement:
    """New words (HTML) for one part: at once for those who wait, in place for those who have it; also in what follows.

    Raises NotAllowed, AnnouncementMissing, AnnouncementConflict (it has not begun, or was taken back) or
    AnnouncementRefused (too long, empty, or the words it has already).
    """
    found = await of_staff(session, announcement_id, by)
    part = next((each for each in correctable(found) if each.place == place), None)
    if part is None:
        raise AnnouncementConflict
    check_words(part, words)
    following = await _following(session, found)
    if following is not None and following.parts[place].words == part.words:
        _write(following, place, words)
    _write(found, place, words)
    found.revision += 1
    found.closed_at = None
    audit.record(session, by, "announcement_correct", "announcement", found.id, now)
    await session.flush()
    return found


async def _following(session: AsyncSession, announcement: Announcement) -> Announcement | None:
    """The next one of its series, if that waits for its time: it says the same, so the same is wrong in it."""
    if announcement.repeat is Repeat.NEVER:
        return None
    series = Announcement.series_id == (announcement.series_id or announcement.id)
    query = select(Announcement).where(series, Announcement.send_at > announcement.send_at)
    found = await session.scalar(query.order_by(Announcement.send_at).limit(1).with_for_update(of=Announcement))
    return found if found is not None and found.state is AnnouncementState.SCHEDULED else None


def _write(announcement: Announcement, place: int, words: str) -> None:
    announcement.parts[place].words = words
    said = title_of([Part(each.kind, each.words) for each in announcement.parts])
    announcement.title = said or announcement.title


def check_words(part: AnnouncementPart, words: str) -> None:
    """Raises AnnouncementRefused for words that this part cannot have."""
    if words == part.words:
        raise AnnouncementRefused("refused_same_words")
    complete([Part(part.kind, words, part.file_id)])


async def withdraw(session: AsyncSession, announcement_id: int | None, by: Person, now: datetime) -> Announcement:
    """Takes back what was sent, where the platform still allows it; one that goes out is ended first.

    Raises NotAllowed, AnnouncementMissing or AnnouncementConflict.
    """
    found = await of_staff(session, announcement_id, by)
    if found.withdrawn_at is not None or found.state in _NOBODY_HAS_IT or found.started_at is None:
        raise AnnouncementConflict
    if ANNOUNCEMENT.knows(found.state, AnnouncementEvent.CANCEL):
        found.state = ANNOUNCEMENT.after(found.state, AnnouncementEvent.CANCEL)
        found.halt_reason = None
        await recall(session, AnnouncementRecipient.announcement_id == found.id, now)
        await drop_waiting(session, found.id, CANCELLED, now)
    found.withdrawn_at, found.closed_at = now, None
    r = AnnouncementRecipient
    old = update(r).where(r.announcement_id == found.id, r.closed_at <= now - DELETABLE, has_something())
    late = old.values(withdrawal=Withdrawal.TOO_LATE)
    await session.execute(late.execution_options(synchronize_session=False))
    audit.record(session, by, "announcement_withdraw", "announcement", found.id, now)
    await session.flush()
    return found


def has_something() -> ColumnElement[bool]:
    """Whether a recipient has a message of it, or may have one."""
    r = AnnouncementRecipient
    has_it = r.state.in_((RecipientState.ACCEPTED, RecipientState.UNKNOWN))
    return or_(has_it, (r.state == RecipientState.FAILED) & (r.reason == PARTLY))


def is_to_change(announcement: Announcement) -> Sequence[ColumnElement[bool]]:
    """What is true of recipients whose messages are still to be put right or taken back."""
    r = AnnouncementRecipient
    mine = (r.announcement_id == announcement.id, r.change_outbox_id.is_(None), r.withdrawal.is_(None))
    if announcement.withdrawn_at is not None:
        return (*mine, has_something())
    return (*mine, r.state == RecipientState.ACCEPTED, r.revision < announcement.revision)
