"""Each state of each conversation of mentors and of the office's work, met with all that is no answer, and left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import update

from durable import clock
from handlers import CONVERSATIONS
from models import (
    Activity,
    AnnouncementState,
    Expertise,
    HelpRequest,
    Meeting,
    Offer,
    OfferState,
    RequestState,
    Way,
    Workshop,
    WorkshopState,
)
from services import businesses, people
from services.office_clock import OfficeClock
from services.workshops import opening, seats
from tests.announcement_rows import add_announcement
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.meetings.conftest import DEWI, SITI, Pair, Time, furnish, time
from tests.conversations.mentors import walks as mentors
from tests.conversations.test_any_sequence import died
from tests.conversations.test_every_step import ODD
from tests.conversations.walks import does, where
from tests.conversations.workshops.test_opening import ANSWERS
from tests.driver import Person
from tests.services.workshops.conftest import SATURDAY, a_plan

__all__ = ["time"]
Steps = Sequence[tuple[str, list[str]]]
"""(state, what leads into it from the state before), in the order of a walk."""
EARLIER = ("register", "profile", "faq_desk", "faq_reject", "ask_staff")
"""Conversations that have such tests of their own."""
WALKS: dict[str, tuple[str, Steps]] = {
    "mentor_profile": ("newcomer", list(mentors.STEPS.items())),
    "hours": ("dewi", [("week", ["/jadwal"]), ("off", ["/libur"]), ("rest", ["/istirahat"])]),
    "mentor": ("siti", [
        ("business", ["/mentor", "!Minta mentor baru"]), ("topic", ["!Dapur Siti"]), ("trouble", ["!Kemasan"]),
        ("way", ["Cepat melempem"]), ("hours", ["!Chat"]), ("summary", ["!Kapan saja"]), ("mentors", ["!Cari mentor"]),
    ]),
    "card": ("dewi", [("hour", ["!card:type:{offer}"])]),
    "workshop": ("rina", list(zip(
        ("mentor", *ANSWERS, "summary"), (["/kelas", "!Buka kelas"], ["dewi"], *ANSWERS.values()), strict=True
    ))),
    "workshop_run": ("dewi", [("place", ["!workshop_run:place:{workshop}"]), ("came", ["!workshop_run:came:{over}"])]),
    "contact": ("siti", [("number", ["!contact:other:{meeting}"])]),
    "meeting": ("siti", [
        ("hour", ["!meeting:move_type:{meeting}.ill"]), ("place", ["!meeting:place:{meeting}"]),
        ("actions", ["!meeting:settle:{held}.held", "!5 ★"]),
    ]),
    "reminder_wishes": ("siti", [("window", ["!reminder_wishes:signal:0"])]),
    "announce": ("rina", [
        ("content", ["/umumkan"]), ("topic", ["!announce:start:0", "Pasar hari Sabtu", "!Sudah"]),
        ("event", ["!Pasar dan pameran"]), ("people", ["!Tidak perlu"]), ("when", ["semua", "!Selesai"]),
        ("summary", ["!Sekarang"]),
    ]),
    "announcement_words": ("rina", [
        ("words", ["!announcement_desk:correct:{sent}"]), ("check", ["Pasar hari Minggu"]),
    ]),
    "approval": ("rina", [("reason", ["!approval:reject:{approving}"])]),
    "letters": ("siti", [("code", ["/periksa"])]),
    "people": ("rina", [("words", ["/cari"]), ("note", ["!people:note:{siti}"])]),
}  # fmt: skip


ANSWERED = {
    ("trouble", "voice note"), ("content", "voice note"), ("content", "x" * 3000), ("words", "x" * 3000),
    ("check", "x" * 3000), ("reason", "x" * 3000),
}  # fmt: skip
"""What is an answer there."""


def test_every_state_is_walked_into() -> None:
    states = {talk.name: {str(state) for state in talk.states} - {"-2"} for talk in CONVERSATIONS if talk.states}
    walked = {name: {state for state, _ in steps} for name, (_, steps) in WALKS.items()}
    assert walked == {name: found for name, found in states.items() if name not in EARLIER}


async def numbers_of(pair: Pair) -> dict[str, int]:
    """What the walks press on: an offer to Bu Dewi, two classes, and sessions of Siti, who has two businesses."""
    now = clock.now()
    held = await pair.book(now + timedelta(hours=2))
    async with pair.office.database.session() as session:
        siti, dewi = [await people.person_of_account(session, "telegram", chat) for chat in (SITI, DEWI)]
        assert siti is not None
        assert dewi is not None
        await businesses.register_business(
            session, siti, name="Anyaman Siti", district_id=640806, product_ids=[1], unlisted=[],
            activities={Activity.PROCESSED}, registered_through="draft:second", now=now,
        )  # fmt: skip
        classes = [
            await opening.open_workshop(session, dewi, dewi.id, a_plan(starts_at=SATURDAY + after), now, OfficeClock())
            for after in (timedelta(0), timedelta(days=1))
        ]
        request = HelpRequest(
            producer_id=siti.id, district_id=640806, topic=Expertise.PACKAGING, way=Way.CHAT,
            state=RequestState.OFFERED, opened_at=now, hours=[],
        )  # fmt: skip
        session.add(request)
        await session.flush()
        offer = Offer(
            request_id=request.id, mentor_id=dewi.id, state=OfferState.WAITING, offered_at=now,
            starts_at=now + timedelta(days=3),
        )  # fmt: skip
        session.add(offer)
        approving = {"state": AnnouncementState.APPROVING, "started_at": None, "closed_at": None}
        sent, waiting = [await add_announcement(session, dewi, now, **more) for more in ({}, approving)]
        await session.flush()
        return {
            "offer": offer.id, "workshop": classes[0].id, "over": classes[1].id, "meeting": pair.id, "held": held,
            "sent": sent.id, "approving": waiting.id, "siti": siti.id,
        }  # fmt: skip


async def is_over(pair: Pair, numbers: dict[str, int]) -> None:
    """One session and one class lie in the past; Siti had a seat."""
    begun = clock.now() - timedelta(hours=3)
    lay = {"starts_at": begun, "ends_at": begun + timedelta(hours=1)}
    async with pair.office.database.session() as session:
        siti = await people.person_of_account(session, "telegram", SITI)
        await seats.take(session, numbers["over"], siti, clock.now(), OfficeClock())
        await session.flush()
        await session.execute(update(Meeting).where(Meeting.id == numbers["held"]).values(lay))
        decided = {"decides_at": begun - timedelta(hours=1), "state": WorkshopState.CONFIRMED}
        await session.execute(update(Workshop).where(Workshop.id == numbers["over"]).values(lay | decided))


async def stays(person: Person, name: str, state: str) -> None:
    """What is no answer is answered, and the question stays open."""
    for said in ("sticker", "voice note", "/tidakada", "old button", "x" * 3000):
        if (state, said) in ANSWERED:
            continue
        if said == "old button":
            replies = await person.presses("register:name:1.back")
        else:
            replies = await (person.sends(**ODD[said][0]) if said in ODD else person.says(said))
        assert replies != [], (state, said)
        assert await where(person) == (name, state), (state, said)


@pytest.mark.parametrize("name", WALKS)
async def test_question_stays_until_it_is_answered_or_left(office: CheckedOffice, time: Time, name: str) -> None:
    pair = await furnish(office)
    numbers = await numbers_of(pair)
    await is_over(pair, numbers)
    who, steps = WALKS[name]
    person: Person = office.person(99) if who == "newcomer" else getattr(pair, who)
    for state, acts in steps:
        await does(person, *(act.format(**numbers) for act in acts))
        await stays(person, name, state)
    await person.says("/batal")
    assert await where(person) == (None, None)
    assert await died(office) == []
