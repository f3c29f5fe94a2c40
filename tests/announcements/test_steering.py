"""Staff pause, go on, end, put right and take back; each holds at once, for everybody, and once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import orjson
import pytest
from sqlalchemy import select

from durable import clock, dispatch
from durable.tables import Kind, OutboxState
from durable.work import Call
from models import (
    Announcement,
    AnnouncementPart,
    AnnouncementState,
    AuditEntry,
    PartKind,
    Person,
    RecipientState,
    Withdrawal,
)
from services.announcements import changing, steering
from services.errors import AnnouncementConflict, AnnouncementMissing, AnnouncementRefused, NotAllowed
from services.news import coming
from tests.announcements.newsroom import FIRST_CHAT, PEOPLE, Newsroom, accepted

EVERYBODY = PEOPLE + 2
NEW = "Pasar murah hari <b>Minggu</b>"


async def does(newsroom: Newsroom, act: object, number: int, *what: object, by: int = 1) -> Announcement:
    """An officer does this."""
    async with newsroom.database.session() as session:
        person = await session.get_one(Person, by)
        return await act(session, number, *what, person, clock.now())  # type: ignore[operator,no-any-return]


async def test_after_a_pause_only_what_lies_in_the_outbox_goes_out(newsroom_on_both: Newsroom) -> None:
    paced = Newsroom(newsroom_on_both.database, newsroom_on_both.time, rate=10)
    number = await paced.announces()
    before = await paced.runs(times=3)
    await does(paced, steering.pause, number, by=2)
    after = await paced.runs(times=4)
    assert (len(before), len(after)) == (15, 5)
    assert (await paced.found(number)).state is AnnouncementState.PAUSED
    await does(paced, steering.go_on, number)
    rest = await paced.runs()
    chats = [call.chat_id for call in before + after + rest]
    assert (len(chats), len(set(chats))) == (EVERYBODY, EVERYBODY)


async def test_cancelled_goes_to_nobody_else_and_adds_up(newsroom: Newsroom) -> None:
    paced = Newsroom(newsroom.database, newsroom.time, rate=10)
    number = await paced.announces()
    await paced.runs(times=3)
    await does(paced, steering.cancel, number)
    await paced.runs(times=3)
    report = await paced.report(number)
    assert dict(report.states) == {RecipientState.ACCEPTED: 20, RecipientState.DROPPED: 12}
    assert report.reasons == {RecipientState.DROPPED: {"cancelled": 12}}
    found = await paced.found(number)
    assert (found.state, found.closed_at) == (AnnouncementState.CANCELLED, clock.now())


async def test_called_off_before_it_began(newsroom: Newsroom) -> None:
    number = await newsroom.announces(send_at=clock.now() + timedelta(hours=1))
    await does(newsroom, steering.cancel, number)
    newsroom.time.passes(hours=2)
    assert await newsroom.runs(times=2) == []
    assert await newsroom.recipients(number) == []


@pytest.mark.parametrize("act", [steering.pause, steering.go_on, steering.cancel, changing.withdraw])
async def test_only_staff_and_only_what_is_there(newsroom: Newsroom, act: object) -> None:
    number = await newsroom.announces()
    await newsroom.clock.tick()
    with pytest.raises(NotAllowed):
        await does(newsroom, act, number, by=3)
    with pytest.raises(NotAllowed):
        await does(newsroom, act, number + 1, by=3)
    with pytest.raises(AnnouncementMissing):
        await does(newsroom, act, number + 1)


async def test_twice_is_told_and_audited_once(newsroom: Newsroom) -> None:
    number = await newsroom.announces()
    await newsroom.clock.tick()
    await does(newsroom, steering.pause, number)
    with pytest.raises(AnnouncementConflict):
        await does(newsroom, steering.pause, number)
    async with newsroom.database.session() as session:
        entries = (await session.scalars(select(AuditEntry).where(AuditEntry.act.like("announcement%")))).all()
    assert [(entry.act, entry.person_id, entry.about_id) for entry in entries] == [("announcement_pause", 1, number)]


async def test_a_typo_is_put_right_for_those_who_have_it_and_those_who_wait(newsroom_on_both: Newsroom) -> None:
    paced = Newsroom(newsroom_on_both.database, newsroom_on_both.time, rate=10)
    number = await paced.announces()
    before = {call.chat_id for call in await paced.runs(times=3)}
    await does(paced, changing.correct, number, 0, NEW)
    after = await paced.runs(times=20)
    edits = [call for call in after if call.method == "editMessageText"]
    sent = [call for call in after if call.method == "sendMessage"]
    old = {call.chat_id for call in sent if orjson.loads(call.params)["text"] != NEW}  # lay in the outbox already
    assert {call.chat_id for call in edits} == before | old
    assert Counter(orjson.loads(call.params)["text"] for call in edits) == {NEW: 20}
    assert all(orjson.loads(call.params)["reply_markup"] for call in edits)
    assert len(before) + len(sent) == EVERYBODY
    report = await paced.report(number)
    assert (report.revised, report.not_corrected) == (EVERYBODY, 0)
    found = await paced.found(number)
    assert (found.title, found.closed_at) == ("Pasar murah hari Minggu", clock.now())


async def test_correction_keeps_what_somebody_has_answered(newsroom: Newsroom) -> None:
    number = await newsroom.announces(asks_rsvp=True)
    await newsroom.runs()
    async with newsroom.database.session() as session:
        await coming.go(session, await session.get_one(Person, 3), number, clock.now())
    await does(newsroom, changing.correct, number, 0, NEW)
    edits = {call.chat_id: orjson.loads(call.params)["reply_markup"] for call in await newsroom.runs()}
    labels = {chat: edits[chat]["inline_keyboard"][0][0]["text"] for chat in (FIRST_CHAT, FIRST_CHAT + 1)}
    assert labels == {FIRST_CHAT: "✓ Saya ikut", FIRST_CHAT + 1: "Saya ikut"}


async def test_correction_keeps_the_pace(newsroom: Newsroom) -> None:
    paced = Newsroom(newsroom.database, newsroom.time, rate=10)
    number = await paced.announces()
    await paced.runs(times=20)
    await does(paced, changing.correct, number, 0, NEW)
    sizes = []
    for _ in range(8):
        await paced.clock.tick()
        sizes.append(len(await paced.sends(kinds=[Kind.BROADCAST])))
    assert sizes == [5, 5, 5, 5, 5, 5, 2, 0]


async def test_correction_that_does_not_arrive_is_reported(newsroom: Newsroom) -> None:
    number = await newsroom.announces()
    await newsroom.runs()
    await does(newsroom, changing.correct, number, 0, NEW)
    await newsroom.runs(lambda call: (OutboxState.DEAD, "blocked") if call.chat_id == 1001 else accepted(call))
    report = await newsroom.report(number)
    assert (report[RecipientState.ACCEPTED], report.revised, report.not_corrected) == (EVERYBODY, EVERYBODY - 1, 1)


async def test_caption_in_an_album_is_put_right_where_it_stands(newsroom: Newsroom) -> None:
    album = [
        AnnouncementPart(place=place, call=0, kind=PartKind.PHOTO, words=words, file_id=f"f{place}")
        for place, words in enumerate((None, "Fto dua", None))
    ]
    number = await newsroom.announces(parts=album)
    sent = await newsroom.runs()
    await does(newsroom, changing.correct, number, 1, "Foto dua")
    edits = [call for call in await newsroom.runs() if call.chat_id == 1001]
    (edit,) = edits
    said = orjson.loads(edit.params)
    assert (edit.method, said["caption"]) == ("editMessageCaption", "Foto dua")
    of_1001 = await messages_of(newsroom, next(call for call in sent if call.chat_id == 1001))
    assert (len(of_1001), said["message_id"]) == (3, of_1001[1])


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Pasar &lt;murah&gt; hari Sabtu", "refused_same_words"),
        (" ", "refused_announcement_empty"),
        ("x" * 4097, "refused_announcement_long"),
    ],
)
async def test_words_that_cannot_be_are_refused(newsroom: Newsroom, words: str, reason: str) -> None:
    number = await newsroom.announces()
    await newsroom.runs()
    with pytest.raises(AnnouncementRefused) as refusal:
        await does(newsroom, changing.correct, number, 0, words)
    assert refusal.value.reason == reason
    assert (await newsroom.found(number)).revision == 0


async def test_nothing_is_put_right_before_it_began_or_after_it_was_taken_back(newsroom: Newsroom) -> None:
    number = await newsroom.announces()
    with pytest.raises(AnnouncementConflict):
        await does(newsroom, changing.correct, number, 0, NEW)
    await newsroom.runs()
    await does(newsroom, changing.withdraw, number)
    with pytest.raises(AnnouncementConflict):
        await does(newsroom, changing.correct, number, 0, NEW)
    with pytest.raises(AnnouncementConflict):
        await does(newsroom, changing.withdraw, number)


async def test_taken_back_from_whoever_has_it_for_less_than_two_days(newsroom_on_both: Newsroom) -> None:
    paced = Newsroom(newsroom_on_both.database, newsroom_on_both.time, rate=10)
    number = await paced.announces()
    early = {call.chat_id for call in await paced.runs(times=2)}
    await does(paced, steering.pause, number)
    newsroom_on_both.time.passes(hours=47, minutes=30)
    await does(paced, steering.go_on, number)
    late = {call.chat_id for call in await paced.runs(times=3)} - early
    newsroom_on_both.time.passes(hours=1)
    await does(paced, changing.withdraw, number)
    after = await paced.runs(times=10)
    late |= {call.chat_id for call in after if call.method == "sendMessage"}  # lay in the outbox already
    back = [call.chat_id for call in after if call.method == "deleteMessage"]
    assert (len(back), set(back)) == (len(late), late)
    report = await paced.report(number)
    have = report[RecipientState.ACCEPTED]
    assert report.withdrawals == {Withdrawal.TOO_LATE: have - len(late), Withdrawal.DONE: len(late)}
    assert report[RecipientState.DROPPED] == EVERYBODY - have
    found = await paced.found(number)
    assert (found.state, found.closed_at) == (AnnouncementState.CANCELLED, clock.now())


async def test_album_is_taken_back_whole(newsroom: Newsroom) -> None:
    album = [
        AnnouncementPart(place=place, call=0, kind=PartKind.PHOTO, words=None, file_id=f"f{place}")
        for place in range(3)
    ]
    number = await newsroom.announces(parts=album)
    sent = await newsroom.runs()
    await does(newsroom, changing.withdraw, number)
    (back,) = [call for call in await newsroom.runs() if call.chat_id == 1001]
    album_of_1001, buttons_of_1001 = [call for call in sent if call.chat_id == 1001]
    messages = await messages_of(newsroom, album_of_1001) + await messages_of(newsroom, buttons_of_1001)
    assert (back.method, orjson.loads(back.params)["message_ids"]) == ("deleteMessages", messages)
    assert len(messages) == 4


async def test_what_cannot_be_taken_back_is_told(newsroom: Newsroom) -> None:
    number = await newsroom.announces()

    def lost(call: Call) -> tuple[OutboxState, str | None]:
        return (OutboxState.UNKNOWN, "no_answer") if call.chat_id == 1001 else accepted(call)

    await newsroom.runs(lost)
    await does(newsroom, changing.withdraw, number)

    def refuses(call: Call) -> tuple[OutboxState, str | None]:
        ends = {1002: (OutboxState.SENT, "too_old_to_delete"), 1003: (OutboxState.DEAD, "blocked")}
        return ends.get(call.chat_id, accepted(call))

    await newsroom.runs(refuses)
    report = await newsroom.report(number)
    assert report.withdrawals == {
        Withdrawal.FAILED: 2, Withdrawal.TOO_LATE: 1, Withdrawal.DONE: EVERYBODY - 3,
    }  # fmt: skip


async def messages_of(newsroom: Newsroom, call: Call) -> list[int]:
    """What a call became."""
    async with newsroom.database.read() as connection:
        return (await dispatch.messages_of(connection, [call.id]))[call.id]
