"""Where somebody stands with a class, and the buttons that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InlineKeyboardButton

from content.texts import Text
from handlers.callbacks import button
from handlers.local_time import told_hour
from handlers.replies import Rows
from handlers.workshops.lines import told_decided
from handlers.workshops.names import RUN, act, list_button, text
from models import Person, SeatState, Workshop, WorkshopSeat, WorkshopState
from services import roles
from services.roles import Act
from services.workshops.finding import IS_OPEN, Counts, counts, place_in_line, seat_of


@dataclass(frozen=True)
class Standing:
    """One person and one class. `place` is the number on the waiting list, 0 for those who are not on it."""

    workshop: Workshop
    person: Person
    seat: WorkshopSeat | None
    counts: Counts
    place: int
    now: datetime
    zone: tzinfo

    @property
    def runs_it(self) -> bool:
        """Whether this person sees it from the other side."""
        return roles.allowed(self.person, Act.RUN_WORKSHOP, self.workshop)

    @property
    def is_open(self) -> bool:
        """Whether seats can be taken and given back."""
        return self.workshop.state in IS_OPEN and self.workshop.starts_at > self.now

    def told(self) -> Text:
        """In a sentence or two."""
        if self.workshop.state not in IS_OPEN:
            return text[f"told_state_{self.workshop.state.value}"]
        if self.runs_it:
            return self._told_to_who_runs_it()
        return self._told_seat() or (self._told_free() if self.is_open else text.told_state_closed)

    def rows(self) -> Rows:
        """What this person can do with it now."""
        rows = self._rows_of_who_runs_it() if self.runs_it else [self._seat_buttons()] if self.is_open else []
        return [*(row for row in rows if row), [list_button()]]

    def _told_seat(self) -> Text | None:
        seat = self.seat
        match seat.state if seat else None:
            case SeatState.TAKEN:
                return text.told_state_taken
            case SeatState.WAITLISTED:
                return text.told_state_waitlisted.format(place=self.place)
            case SeatState.OFFERED if seat is not None and seat.offer_ends_at is not None:
                return text.told_state_offered.format(until=told_hour(seat.offer_ends_at, self.zone))
        return None

    def _told_free(self) -> Text:
        has_room = self.counts.free > 0 and self.counts.waiting == 0
        return text.told_state_free.format(free=self.counts.free) if has_room else text.told_state_full

    def _told_to_who_runs_it(self) -> Text:
        workshop, of = self.workshop, self.counts
        told = text[f"told_state_{workshop.state.value}"].format(
            taken=of.taken, seats=of.seats, waiting=of.waiting, least=workshop.least,
            decided=told_decided(workshop, self.zone),
        )  # fmt: skip
        return told if workshop.mentor_agreed_at is not None else told + "\n" + text.told_mentor_not_asked

    def _seat_buttons(self) -> list[InlineKeyboardButton]:
        workshop = self.workshop
        match self.seat.state if self.seat else None:
            case SeatState.TAKEN:
                return [act(text.button_leave, "leave", workshop)]
            case SeatState.WAITLISTED:
                return [act(text.button_leave_line, "leave", workshop)]
            case SeatState.OFFERED:
                return [act(text.button_take, "take", workshop), act(text.button_not, "leave", workshop)]
            case SeatState.INVITED:
                return [act(text.button_join, "take", workshop), act(text.button_not, "leave", workshop)]
        return [act(text.button_join, "take", workshop)]

    def _rows_of_who_runs_it(self) -> Rows:
        workshop = self.workshop
        if workshop.state not in IS_OPEN:
            return []
        off = act(text.button_off, "off", workshop)
        if workshop.starts_at <= self.now:
            came = [button(text.button_came.plain(), RUN, "came", workshop.id)]
            return [came if workshop.state is WorkshopState.CONFIRMED else [], [off]]
        is_asked = workshop.mentor_agreed_at is None and workshop.mentor_id == self.person.id
        agree = [act(text.button_agree, "agree", workshop), act(text.button_cannot, "off", workshop)]
        place = button(text.button_place.plain(), RUN, "place", workshop.id)
        return [agree, [place]] if is_asked else [[place, off]]


async def standing_of(
    session: AsyncSession, workshop: Workshop, person: Person, now: datetime, zone: tzinfo
) -> Standing:
    """As it is now."""
    seat = await seat_of(session, workshop.id, person.id)
    is_waiting = seat is not None and seat.state is SeatState.WAITLISTED
    place = await place_in_line(session, seat) if seat is not None and is_waiting else 0
    return Standing(workshop, person, seat, await counts(session, workshop), place, now, zone)
