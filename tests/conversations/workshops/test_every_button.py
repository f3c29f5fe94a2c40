"""Each state of a class × each state of a seat × each button: what it leads to, told and kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete

from models import SeatState, Workshop, WorkshopSeat, WorkshopState
from tests.conversations.walks import where

from .conftest import DEWI, FIRST, MONDAY, School, refusals, words

W, S = WorkshopState, SeatState
CLOSED, GONE, CHANGED = "refused_workshop_closed", "refused_no_workshop", "refused_workshop_changed"
Seat = SeatState | None
OPEN: dict[tuple[Seat, str], Seat | str] = {
    (None, "take"): S.TAKEN, (None, "leave"): GONE, (None, "leave_yes"): GONE,
    (S.INVITED, "take"): S.TAKEN, (S.INVITED, "leave"): S.LEFT, (S.INVITED, "leave_yes"): S.LEFT,
    (S.TAKEN, "take"): S.TAKEN, (S.TAKEN, "leave"): S.TAKEN, (S.TAKEN, "leave_yes"): S.LEFT,
    (S.WAITLISTED, "take"): S.WAITLISTED, (S.WAITLISTED, "leave"): S.LEFT, (S.WAITLISTED, "leave_yes"): S.LEFT,
    (S.OFFERED, "take"): S.TAKEN, (S.OFFERED, "leave"): S.LEFT, (S.OFFERED, "leave_yes"): S.LEFT,
    (S.LEFT, "take"): S.TAKEN, (S.LEFT, "leave"): S.LEFT, (S.LEFT, "leave_yes"): S.LEFT,
    **{(gone, step): CHANGED for gone in (S.CAME, S.MISSED) for step in ("take", "leave", "leave_yes")},
}  # fmt: skip
"""What a producer's press leads to while seats are taken and given back: a state of the seat, or a refusal."""
BUTTONS = ("take", "leave", "leave_yes")


async def arranged(school: School, state: WorkshopState, seat: Seat) -> int:
    """A class in this state with one seat in that one, written as rows."""
    workshop_id = await school.opened()
    async with school.office.database.session() as session:
        workshop = await session.get_one(Workshop, workshop_id)
        workshop.state = state
        workshop.cancelled_at = MONDAY if state is W.CANCELLED else None
        await session.execute(delete(WorkshopSeat))
        if seat is not None:
            session.add(
                WorkshopSeat(
                    workshop_id=workshop_id, person_id=school.ids[FIRST], state=seat, changed_at=MONDAY,
                    waits_since=MONDAY if seat in (S.WAITLISTED, S.OFFERED) else None,
                    offer_ends_at=MONDAY + timedelta(hours=24) if seat is S.OFFERED else None,
                )
            )  # fmt: skip
    return workshop_id


@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("seat", [None, *SeatState])
@pytest.mark.parametrize("state", WorkshopState)
async def test_producers_press(school: School, state: WorkshopState, seat: Seat, button: str) -> None:
    workshop_id = await arranged(school, state, seat)
    expected = OPEN[seat, button]
    if state in (W.HELD, W.CANCELLED) and expected != GONE:
        expected = CLOSED
    elif state in (W.HELD, W.CANCELLED):
        expected = GONE
    replies = await school.siti.presses(f"workshop:{button}:{workshop_id}")
    (kept,) = (await school.states(workshop_id))[:1]
    if isinstance(expected, SeatState):
        assert kept is expected
        assert replies[-1].method == "editMessageText"
        assert replies[-1].keys != ()
    else:
        assert [reply.text for reply in replies] == [refusals[expected]]
        assert kept is seat
    assert await where(school.siti) == (None, None)


RUNNERS: dict[tuple[WorkshopState, bool, str], str] = {
    (state, is_over, step): "done"
    for state in (W.INVITING, W.CONFIRMED)
    for is_over in (False, True)
    for step in ("off", "off_why")
}
RUNNERS |= {(W.INVITING, False, "agree"): "done", (W.INVITING, True, "agree"): "done"}
RUNNERS |= {(state, False, "place"): "asked" for state in (W.INVITING, W.CONFIRMED)}
RUNNERS |= {(W.CONFIRMED, True, "came"): "asked"}
"""What the mentor can press, before the class and after it; everything else is refused."""


@pytest.mark.parametrize("step", ["agree", "off", "off_why", "place", "came"])
@pytest.mark.parametrize("is_over", [False, True])
@pytest.mark.parametrize("state", WorkshopState)
async def test_mentors_press(school: School, state: WorkshopState, is_over: bool, step: str) -> None:
    workshop_id = await arranged(school, state, None)
    if is_over:
        school.time.is_after_class(minutes=1)
    talk = "workshop_run" if step in ("place", "came") else "workshop"
    what = f"{workshop_id}.ill" if step == "off_why" else workshop_id
    replies = await school.dewi.presses(f"{talk}:{step}:{what}")
    now = (await school.workshop(workshop_id)).state
    match RUNNERS.get((state, is_over, step)):
        case "done":
            assert replies[-1].method == "editMessageText"
            assert now is (W.CANCELLED if step == "off_why" else state)
        case "asked":
            assert await where(school.dewi) == ("workshop_run", step)
        case _:
            assert [reply.text for reply in replies] == [refusals[CHANGED]]
            assert now is state
            assert await where(school.dewi) == (None, None)


@pytest.mark.parametrize("state", WorkshopState)
async def test_everybody_sees_a_class_in_every_state(school: School, state: WorkshopState) -> None:
    workshop_id = await arranged(school, state, S.TAKEN)
    for person in (school.siti, school.budi, school.dewi, school.rina):
        (shown,) = await person.presses(f"workshop:view:{workshop_id}")
        assert shown.text.startswith("<b>Kemasan yang rapat</b>\nSabtu, 28 November, 09.00-11.00 WITA\n")
        assert shown.keys[-1] == (words.button_list,)
    assert school.ids[DEWI] == (await school.workshop(workshop_id)).mentor_id
