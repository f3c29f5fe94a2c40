"""A complaint: the talk stops, staff get it at once, the one complained about learns nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingState, Mentor, MentorState, Report, ReportState, RequestState, RoleKind
from services import people, roles
from tests.conversations.rooms.conftest import DEWI, STARTS, Pair, Time, a_producer, desk_words, refusals, words
from tests.conversations.tickets.talk import shown
from tests.conversations.walks import does
from tests.driver import Reply

WHEN = "Selasa, 24 November, 10.00 WITA"


async def complained(pair: Pair, time: Time, said: str = "Beli bahan dari saya saja") -> Reply:
    """Siti complains about a message of Bu Dewi's; what staff see."""
    time.is_after(minutes=5)
    await pair.dewi.says(said)
    pair.siti.hears()
    await pair.siti.presses("Laporkan")
    await pair.siti.presses("Ya, laporkan")
    [told] = pair.rina.hears()
    return told


async def reports(pair: Pair) -> list[Report]:
    async with pair.office.database.read() as connection, AsyncSession(bind=connection) as session:
        return list(await session.scalars(select(Report)))


async def test_staff_get_it_at_once_and_the_other_learns_nothing(pair: Pair, time: Time) -> None:
    time.is_after(minutes=5)
    await pair.dewi.says("Beli bahan dari saya saja")
    pair.siti.hears()
    assert [each.text for each in await pair.siti.presses("Laporkan")] == [words.ask_report.format(name="Bu Dewi")]
    assert shown(await pair.siti.presses("Ya, laporkan")) == [("editMessageText", words.told_reported.plain())]
    [told] = pair.rina.hears()
    assert told.text == desk_words.told_new.format(
        number=1, reporter="Siti", reported="Bu Dewi", side="mentor", when=WHEN,
        words=desk_words.told_words.format(words="..."),  # the driver's messages say no more
    )  # fmt: skip
    assert told.keys == (("Hentikan mentor",), ("Sudah ditangani",))
    assert [each.text for each in pair.dewi.hears()] == [words.told_ended.format(name="Siti")]


async def test_complaint_from_the_session_quotes_no_words_of_ours(pair: Pair, time: Time) -> None:
    await pair.siti.presses(f"room:report:{pair.meeting_id}")
    await pair.siti.presses("Ya, laporkan")
    [told] = pair.rina.hears()
    assert desk_words.told_no_words.plain() in told.text
    assert [report.words for report in await reports(pair)] == [None]


async def test_talk_is_over_for_both(pair: Pair, time: Time) -> None:
    await complained(pair, time)
    pair.dewi.hears()
    await pair.dewi.says("Halo?")
    await pair.siti.says("Halo?")
    assert [each.text for each in pair.siti.hears() if "Bu Dewi" in each.text] == []
    assert [each.text for each in pair.dewi.hears() if "Siti" in each.text] == []


async def test_said_no_nothing_happens(pair: Pair, time: Time) -> None:
    time.is_after(minutes=5)
    await pair.dewi.says("Halo")
    pair.siti.hears()
    await pair.siti.presses("Laporkan")
    await pair.siti.presses("Tidak jadi")
    assert (await reports(pair), pair.rina.hears(), (await pair.meeting()).room_closed_at) == ([], [], None)


async def test_complaint_made_twice_is_one(pair: Pair, time: Time) -> None:
    await complained(pair, time)
    time.is_after(minutes=6)
    await pair.siti.presses(f"room:report_yes:{pair.meeting_id}")
    assert (len(await reports(pair)), pair.rina.hears()) == (1, [])


async def test_settled_complaint_loses_its_words(pair: Pair, time: Time) -> None:
    await complained(pair, time)
    told = await pair.rina.presses("Sudah ditangani")
    assert [each.text for each in told] == [desk_words.told_settled.format(number=1)]
    [report] = await reports(pair)
    assert (report.state, report.words, report.settled_by_id is None) == (ReportState.SETTLED, None, False)
    time.is_after(minutes=10)
    again = await pair.rina.presses("report_desk:settle:1")
    assert [each.text for each in again] == [refusals.refused_no_report.plain()]
    assert [each.text for each in await pair.rina.says("/aduan")] == [desk_words.told_none.plain()]


async def test_list_names_what_waits(pair: Pair, time: Time) -> None:
    await complained(pair, time)
    [listed] = await pair.rina.says("/aduan")
    assert listed.keys == (("No. 1",),)
    [seen] = await pair.rina.presses("No. 1")
    assert seen.keys == (("Hentikan mentor",), ("Sudah ditangani",))


async def test_suspended_mentor_is_out_and_the_next_session_goes_back_to_matching(pair: Pair, time: Time) -> None:
    coming = await pair.book(STARTS + timedelta(days=7))
    await complained(pair, time)
    pair.dewi.hears()
    pair.siti.hears()
    await pair.rina.presses("Hentikan mentor")
    told = await pair.rina.presses("Ya, hentikan")
    assert [each.text for each in told] == [desk_words.told_suspended.format(name="Bu Dewi", count=1)]
    assert len(pair.dewi.hears()) == 1
    assert len(pair.siti.hears()) == 1
    async with pair.office.database.read() as connection, AsyncSession(bind=connection) as session:
        meeting = await session.get_one(Meeting, coming)
        mentor = await session.get_one(Mentor, meeting.mentor_id)
        assert (meeting.state, meeting.request.state) == (MeetingState.CANCELLED, RequestState.WAITING)
        assert (mentor.state, mentor.person.role_kinds) == (MentorState.SUSPENDED, frozenset())
        begun = await session.get_one(Meeting, pair.meeting_id)
        assert begun.state is MeetingState.SCHEDULED  # it has begun: what came of it is asked
    assert [report.state for report in await reports(pair)] == [ReportState.SUSPENDED]


async def test_suspended_mentor_reaches_nobody_in_other_rooms(pair: Pair, time: Time) -> None:
    await complained(pair, time)
    async with pair.office.database.session() as session:
        await a_producer(session, 14, "Budi")
    await pair.book(STARTS - timedelta(hours=3), producer=14)
    await does(pair.rina, "!Hentikan mentor", "!Ya, hentikan")
    pair.budi.hears()
    pair.dewi.hears()
    await pair.dewi.says("Pak Budi, beli dari saya")
    await pair.budi.says("Bu Dewi, terima kasih")
    assert (pair.budi.hears(), pair.dewi.hears()) == ([], [])


@pytest.mark.parametrize("step", ["list", "view", "settle", "suspend", "suspend_yes"])
async def test_only_staff_may_look(pair: Pair, time: Time, step: str) -> None:
    await complained(pair, time)
    pair.dewi.hears()
    for person in (pair.siti, pair.dewi, pair.budi):
        told = await person.presses(f"report_desk:{step}:1")
        assert [each.text for each in told] == [refusals.refused_not_allowed.plain()]
    assert [report.state for report in await reports(pair)] == [ReportState.OPEN]


async def test_nobody_settles_a_complaint_about_themselves(pair: Pair, time: Time) -> None:
    async with pair.office.database.session() as session:
        dewi = await people.person_of_account(session, "telegram", DEWI)
        assert dewi is not None
        await roles.give(session, dewi, RoleKind.PETUGAS, None, dewi.created_at)
    await complained(pair, time)
    assert [each.text for each in pair.dewi.hears()] == [words.told_ended.format(name="Siti")]
    told = await pair.dewi.presses("report_desk:settle:1")
    assert [each.text for each in told] == [refusals.refused_not_allowed.plain()]


async def test_suspending_settles_the_complaint_and_calls_the_sessions_off(pair: Pair, time: Time) -> None:
    await complained(pair, time)
    pair.rina.hears()
    await pair.rina.presses("report_desk:suspend:1")
    [told] = await pair.rina.presses("Ya, hentikan")
    assert told.text == desk_words.told_suspended.format(name="Bu Dewi", count=0)
    assert [report.state for report in await reports(pair)] == [ReportState.SUSPENDED]
    [_, suspended] = pair.dewi.hears()
    assert suspended.text.startswith("Bu Dewi, untuk sementara kantor menghentikan tugas mentor Ibu/Bapak.")
    assert "Siti" not in suspended.text
    await pair.rina.says("/menu")
    again = await pair.rina.presses("report_desk:suspend_yes:1")
    assert [each.text for each in again] == [refusals.refused_no_report]
