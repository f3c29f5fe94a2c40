"""What became of an announcement, in numbers that add up to all its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import AnnouncementRecipient, RecipientState, Rsvp, Withdrawal
from services.announcements.change_turns import NO_MESSAGE, NOT_CORRECTED


@dataclass(frozen=True)
class Report:
    """`states` adds up to `people`. `reasons` tells of each state why, the most frequent first."""

    states: Mapping[RecipientState, int]
    reasons: Mapping[RecipientState, Mapping[str, int]]
    withdrawals: Mapping[Withdrawal, int]
    rsvps: Mapping[Rsvp, int]
    read: int
    """Who pressed a button below it."""
    not_corrected: int
    revised: int
    """Who got it and has the words of now."""

    def __getitem__(self, state: RecipientState) -> int:
        return self.states.get(state, 0)

    @property
    def people(self) -> int:
        """All for whom it is."""
        return sum(self.states.values())

    @property
    def open(self) -> int:
        """Those of whom it is not known yet."""
        return self[RecipientState.WAITING] + self[RecipientState.QUEUED]

    @property
    def over(self) -> int:
        """Those of whom it is."""
        return self.people - self.open


async def report_of(session: AsyncSession, announcement_id: int, revision: int = 0) -> Report:
    """Counted in one look."""
    r = AnnouncementRecipient
    groups = (r.state, r.reason, r.withdrawal, r.rsvp, r.revision == revision)
    query = select(*groups, func.count(), func.count(r.read_at)).where(r.announcement_id == announcement_id)
    states: dict[RecipientState, int] = {}
    reasons: dict[RecipientState, dict[str, int]] = {}
    withdrawals: dict[Withdrawal, int] = {}
    rsvps: dict[Rsvp, int] = {}
    read = not_corrected = revised = 0
    for state, reason, withdrawal, rsvp, has_words_of_now, count, have_read in await session.execute(
        query.group_by(*groups)
    ):
        _add(states, state, count)
        read += have_read
        if withdrawal is not None:
            _add(withdrawals, withdrawal, count)
        if rsvp is not None:
            _add(rsvps, rsvp, count)
        if state is RecipientState.ACCEPTED:
            is_behind = reason in (NO_MESSAGE, NOT_CORRECTED)
            not_corrected += count * is_behind
            revised += count * (bool(has_words_of_now) and not is_behind)
        elif reason is not None:
            _add(reasons.setdefault(state, {}), reason, count)
    ranked = {
        state: dict(sorted(of_state.items(), key=lambda each: (-each[1], each[0])))
        for state, of_state in reasons.items()
    }
    return Report(states, ranked, withdrawals, rsvps, read, not_corrected, revised)


def _add(counts: dict, key: object, more: int) -> None:  # type: ignore[type-arg]
    counts[key] = counts.get(key, 0) + more
