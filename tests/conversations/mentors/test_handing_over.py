"""A mentor goes while people wait: offers, sessions and classes go on without that mentor, and each is told once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

import content.texts
from durable import clock
from models import (
    Business,
    Expertise,
    HelpRequest,
    Meeting,
    MeetingState,
    MentorHour,
    MentorState,
    MessageKind,
    Offer,
    OfferState,
    RequestState,
    RoleKind,
    Way,
    Workshop,
    WorkshopState,
)
from models import Person as Row
from services import people
from services.mentoring import answering, offers, requests
from services.office_clock import OfficeClock
from services.tickets import Said
from services.workshops import opening, seats
from services.workshops.plan import Plan
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import an_officer, rows
from tests.conversations.mentors.walks import mentors
from tests.conversations.walks import does, register
from tests.driver import Person
from tests.services.mentors.people import an_active_mentor

WITA = ZoneInfo("Asia/Makassar")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=WITA)
THURSDAY = MONDAY + timedelta(days=3)
OFFICE = OfficeClock()
words = content.texts.load("mentor_desk")
requested = content.texts.load("mentor_requests")


@dataclass
class Waiting:
    """Dewi (21) has an offer of Siti's (11), a session with Rina (12), and a class; Anton (22) is free."""

    office: CheckedOffice
    ani: Person
    dewi: Person
    siti: Person
    rina: Person
    with_another: bool


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    instant = MONDAY.astimezone(UTC)
    monkeypatch.setattr(clock, "now", lambda: instant)
    return instant


async def set_up(office: CheckedOffice, now: datetime, with_another: bool = True) -> Waiting:
    ani = await an_officer(office, 1, "Ani")
    siti, rina = office.person(11), office.person(12)
    businesses = [await register(siti, owner="Siti"), await register(rina, owner="Rina", name="Dapur Rina")]
    for chat_id in (21, 22):
        await office.person(chat_id).says("/menu")
    async with office.database.session() as session:
        for chat_id, name in ((21, "Dewi"), (22, "Anton")):
            if name == "Dewi" or with_another:
                person = await people.ensure_person(session, "telegram", chat_id, now)
                mentor = await an_active_mentor(session, person, now, name=name)
                week = [MentorHour(mentor_id=mentor.person_id, hour_of_week=day * 24 + 10) for day in range(7)]
                session.add_all(week)
        await session.flush()
        dewi = await people.person_of_account(session, "telegram", 21)
        assert dewi is not None
        for each, days in zip(businesses, (3, 4), strict=True):
            business = await session.get_one(Business, each.id)
            owner = await session.get_one(Row, business.owner_id)
            trouble = Said(MessageKind.TEXT, "Keripik cepat melempem")
            request = await requests.ask(
                session, owner, business, topic=Expertise.PACKAGING, trouble=trouble, way=Way.CHAT, now=now
            )
            offer = await offers.offer_to(session, request, dewi.id, now + timedelta(days=days), now)
            if days == 4:
                await answering.accept(session, offer, now, OFFICE)
        plan = Plan(
            topic=Expertise.PACKAGING, cluster=None, districts=frozenset(), title="Kemasan", way=Way.VIDEO, place=None,
            starts_at=now + timedelta(days=6), lasts=timedelta(hours=1), seats=5, least=2,
        )  # fmt: skip
        workshop = await opening.open_workshop(session, dewi, dewi.id, plan, now, OFFICE)
        siti_row = await people.person_of_account(session, "telegram", 11)
        assert siti_row is not None
        await seats.take(session, workshop.id, siti_row, now, OFFICE)
    return Waiting(office, ani, office.person(21), siti, rina, with_another)


async def states(office: CheckedOffice) -> tuple[list[RequestState], list[OfferState], list[MeetingState]]:
    return (
        [row.state for row in await rows(office, HelpRequest)],
        [row.state for row in await rows(office, Offer)],
        [row.state for row in await rows(office, Meeting)],
    )


async def test_suspending_hands_everything_on(office_on_both: CheckedOffice, now: datetime) -> None:
    waiting = await set_up(office_on_both, now)
    await does(waiting.ani, "/mentor_kami", "!Dewi", "!Hentikan sementara", "!Ya, hentikan")
    assert await states(office_on_both) == (
        [RequestState.OFFERED, RequestState.OFFERED],
        [OfferState.WITHDRAWN, OfferState.ACCEPTED, OfferState.WAITING, OfferState.WAITING],
        [MeetingState.CANCELLED],
    )
    assert [row.state for row in await rows(office_on_both, Workshop)] == [WorkshopState.CANCELLED]
    moved, called_off = waiting.siti.hears()
    assert moved.text.startswith("<b>Dewi</b> sedang tidak bisa dihubungi. Kami tanyakan ke <b>Anton</b> soal kemasan")
    assert "Kemasan" in called_off.text
    (fell_through,) = waiting.rina.hears()
    assert fell_through.method == "sendDocument"
    assert fell_through.text.split("\n\n")[0] == words.told_session_off.format(
        name="Dewi", when="Jumat, 27 November, 10.00 WITA"
    )
    assert fell_through.text.split("\n\n")[1].startswith("Kami tanyakan ke <b>Anton</b> soal kemasan")
    assert [reply.text.split(",")[0] for reply in waiting.dewi.hears()] == ["Dewi"]
    assert office_on_both.person(22).hears() == []  # the card tells, once a day


async def test_without_another_mentor_they_wait_on_the_list(office: CheckedOffice, now: datetime) -> None:
    waiting = await set_up(office, now, with_another=False)
    await does(waiting.ani, "/mentor_kami", "!Dewi", "!Hentikan sementara", "!Ya, hentikan")
    assert (await states(office))[0] == [RequestState.WAITING, RequestState.WAITING]
    (fell_through,) = waiting.rina.hears()
    assert fell_through.text.split("\n\n")[1] == requested.told_on_list.format(topic="kemasan")


async def test_giving_the_role_up_hands_everything_on(office: CheckedOffice, now: datetime) -> None:
    waiting = await set_up(office, now)
    await does(waiting.dewi, "/profil_mentor", "!Berhenti", "!Ya, berhenti")
    assert [mentor.state for mentor in await mentors(office)] == [MentorState.LEFT, MentorState.ACTIVE]
    assert (await states(office))[2] == [MeetingState.CANCELLED]
    assert [len(person.hears()) for person in (waiting.siti, waiting.rina)] == [2, 1]


async def test_role_taken_back_hands_everything_on(office: CheckedOffice, now: datetime) -> None:
    waiting = await set_up(office, now)
    budi = await an_officer(office, 2, "Budi", RoleKind.ADMIN)
    await does(budi, "/peran", "!Cabut: Dewi", "!Ya, cabut")
    assert (await states(office))[2] == [MeetingState.CANCELLED]
    assert [len(person.hears()) for person in (waiting.siti, waiting.rina, waiting.dewi)] == [2, 1, 1]


async def test_back_in_service_gets_nothing_back(office: CheckedOffice, now: datetime) -> None:
    waiting = await set_up(office, now)
    await does(waiting.ani, "/mentor_kami", "!Dewi", "!Hentikan sementara", "!Ya, hentikan", "!Lihat mentor")
    await does(waiting.ani, "!Aktifkan lagi", "!Ya, aktifkan")
    assert [mentor.state for mentor in await mentors(office)] == [MentorState.ACTIVE, MentorState.ACTIVE]
    assert (await states(office))[1].count(OfferState.WAITING) == 2
