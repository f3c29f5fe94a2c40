"""Tunda: reason, hour, the other side's answer; the old hour holds until there is one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import ChangeReason, Side
from tests.conversations.meetings.conftest import STARTS, WHEN, Pair, Time, refusals, words
from tests.conversations.walks import texts, where
from tests.driver import Reply

NEW = "Rabu, 25 November, 08.00 WITA"


async def proposed(pair: Pair, side: str = "producer") -> list[Reply]:
    """One side proposes Wednesday at eight; what that side sees."""
    who, _ = pair.of(side)
    await who.presses(f"meeting:move:{pair.id}")
    await who.presses("Sakit")
    return await who.presses("Rab 25 Nov, 08.00")


def document(reply: Reply) -> tuple[str, str]:
    return reply.method, reply.text


@pytest.mark.parametrize("side", ["producer", "mentor"])
async def test_move_from_the_reminder_to_the_new_hour(pair_on_both: Pair, side: str) -> None:
    pair = pair_on_both
    who, other = pair.of(side)
    (asked,) = await who.presses(f"meeting:move:{pair.id}")
    names = {"producer": "Bu Dewi", "mentor": "Siti"}
    assert asked.text == words.ask_move_reason.format(when=WHEN, name=names[side])
    (hours,) = await who.presses("Sakit")
    assert hours.keys[:6] == (
        ("Sen 23 Nov, 14.00",), ("Sel 24 Nov, 08.00",), ("Sel 24 Nov, 14.00",),
        ("Rab 25 Nov, 08.00",), ("Rab 25 Nov, 14.00",), ("Kam 26 Nov, 08.00",),
    )  # fmt: skip
    (told,) = await who.presses("Rab 25 Nov, 08.00")
    assert told.text.startswith(f"{words.told_proposed} {words.told_told.format(name=names[side])}")
    (question,) = other.hears()
    me = names["mentor" if side == "producer" else "producer"]
    assert question.text == words.told_asked_to_move.format(
        name=me, reason="sakit", old=WHEN, when=NEW, until="Selasa, 24 November, 08.00 WITA"
    )
    assert question.keys[0] == ("Setuju", "Jam lain", "Tidak")
    assert (await pair.meeting()).starts_at == STARTS
    (agreed,) = await other.presses("Setuju")
    assert agreed.text.startswith(words.told_moved.format(name=me, when=NEW))
    assert [document(reply) for reply in who.hears()] == [
        ("sendDocument", words.told_moved_theirs.format(name=names[side], when=NEW))
    ]
    meeting = await pair.meeting()
    assert (meeting.starts_at, meeting.sequence) == (STARTS + timedelta(hours=22), 1)


async def test_buttons_below_a_file_answer_with_a_message_of_their_own(pair: Pair) -> None:
    """The calendar's message holds the hour and the file: it stays, and has no text that an edit could replace."""
    await proposed(pair)
    await pair.dewi.presses(f"meeting:move_yes:{pair.id}")
    (moved,) = pair.siti.hears()
    assert (moved.method, moved.keys[0]) == ("sendDocument", ("Bisa", "Tunda", "Batal"))
    (asked,) = await pair.siti.presses("Tunda")
    assert (asked.method, asked.text) == ("sendMessage", words.ask_move_reason.format(when=NEW, name="Bu Dewi"))


async def test_no_keeps_the_old_hour(pair: Pair) -> None:
    await proposed(pair)
    pair.dewi.hears()
    (kept,) = await pair.dewi.presses(f"meeting:move_no:{pair.id}")
    assert kept.text.startswith(words.told_kept.format(when=WHEN))
    assert texts(pair.siti.hears()) == [words.told_kept_theirs.format(name="Bu Dewi", when=WHEN)]
    assert (await pair.meeting()).moved_by is None


async def test_who_proposed_takes_it_back(pair: Pair) -> None:
    await proposed(pair)
    pair.dewi.hears()
    await pair.siti.presses("Tarik usulan")
    assert texts(pair.dewi.hears()) == [words.told_taken_back.format(name="Siti", when=WHEN)]


async def test_other_side_proposes_yet_another_hour(pair: Pair) -> None:
    await proposed(pair)
    pair.dewi.hears()
    await pair.dewi.presses(f"meeting:move_why:{pair.id}.other")
    await pair.dewi.presses("Kam 26 Nov, 08.00")
    meeting = await pair.meeting()
    assert (meeting.moved_by, meeting.moved_to) == (Side.MENTOR, STARTS + timedelta(days=2, hours=-2))
    (question,) = pair.siti.hears()
    assert question.keys[0] == ("Setuju", "Jam lain", "Tidak")


async def test_unanswered_proposal_lapses_and_both_are_told_once(pair_on_both: Pair, time: Time) -> None:
    pair = pair_on_both
    await proposed(pair)
    pair.dewi.hears()
    time.is_before(hours=2, seconds=1)
    await pair.ticks()
    assert (pair.siti.hears(), pair.dewi.hears()) == ([], [])
    time.is_before(hours=2)
    await pair.ticks()
    await pair.ticks()
    assert texts(pair.siti.hears()) == [words.told_lapsed.format(name="Bu Dewi", when=WHEN)]
    assert texts(pair.dewi.hears()) == [words.told_lapsed.format(name="Siti", when=WHEN)]
    (old,) = await pair.dewi.presses(f"meeting:move_yes:{pair.id}")
    assert old.text == refusals.refused_meeting_changed


async def test_hour_taken_meanwhile_is_told_and_nothing_changes(pair_on_both: Pair) -> None:
    pair = pair_on_both
    await proposed(pair)
    pair.dewi.hears()
    await pair.book(STARTS + timedelta(hours=22), producer=14)
    (refused,) = await pair.dewi.presses(f"meeting:move_yes:{pair.id}")
    assert refused.text == refusals.refused_booked
    meeting = await pair.meeting()
    assert (meeting.starts_at, meeting.moved_by) == (STARTS, Side.PRODUCER)


async def test_typed_hour_is_said_back_in_full(pair: Pair) -> None:
    await pair.siti.presses(f"meeting:move:{pair.id}")
    await pair.siti.presses("Alasan lain")
    await pair.siti.presses("Ketik jam lain")
    assert await where(pair.siti) == ("meeting", "hour")
    (asked,) = await pair.siti.says("Kamis jam 3 sore")
    assert asked.text == words.ask_hour_right.format(when="Kamis, 26 November, 15.00 WITA")
    await pair.siti.presses("Ya, usulkan")
    meeting = await pair.meeting()
    assert (meeting.moved_to, meeting.changed_reason) == (STARTS + timedelta(days=2, hours=5), ChangeReason.OTHER)
    assert await where(pair.siti) == (None, None)


async def test_typed_day_is_asked_for_its_hour(pair: Pair) -> None:
    await pair.siti.presses(f"meeting:move_type:{pair.id}.busy")
    (asked,) = await pair.siti.says("lusa sore")
    assert asked.text == words.ask_clock.format(day="Rabu, 25 November")
    assert asked.keys[0] == ("15.00", "16.00", "17.00")
    await pair.siti.presses("16.00")
    assert (await pair.meeting()).moved_to == STARTS + timedelta(days=1, hours=6)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("jam 25 besok", "refused_moment_hour"),
        ("31 Februari jam 10", "refused_moment_day"),
        ("kemarin jam 10", "refused_moment_past"),
        ("pisang goreng", "refused_moment"),
        ("besok jam 10.07", "refused_not_a_quarter"),
    ],
)
async def test_typed_nonsense_is_refused_and_asked_again(pair: Pair, said: str, reason: str) -> None:
    await pair.siti.presses(f"meeting:move_type:{pair.id}.busy")
    (refused,) = await pair.siti.says(said)
    assert refused.text == refusals[reason]
    assert refused.keys == (("Kembali",),)
    assert await where(pair.siti) == ("meeting", "hour")
    assert (await pair.meeting()).moved_by is None


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("1.busy", "refused_moment"),
        (f"{int((STARTS + timedelta(days=90)).timestamp()) // 60}.busy", "refused_moment"),
        (f"{int(STARTS.timestamp()) // 60}.busy", "refused_moment_same"),
        (f"{int(STARTS.timestamp()) // 60 + 67}.busy", "refused_not_a_quarter"),
        (f"{int(STARTS.timestamp()) // 60 + 60}.suspended", "refused_choice"),
        ("999999999.busy", "refused_choice"),
        ("x.busy", "refused_choice"),
        ("", "refused_choice"),
    ],
)
async def test_forged_hours_and_reasons_change_nothing(pair: Pair, what: str, reason: str) -> None:
    (refused,) = await pair.siti.presses(f"meeting:move_to:{pair.id}.{what}")
    assert refused.text == refusals[reason]
    assert ((await pair.meeting()).moved_by, pair.dewi.hears()) == (None, [])


async def test_leaving_in_the_middle_of_typing(pair: Pair) -> None:
    await pair.siti.presses(f"meeting:move_type:{pair.id}.busy")
    await pair.siti.says("/menu")
    assert await where(pair.siti) == (None, None)
    await pair.siti.presses(f"meeting:move_type:{pair.id}.busy")
    (session,) = await pair.siti.presses("Kembali")
    assert session.text.startswith(words.told_session.format(
        name="Bu Dewi", when=WHEN, topic="kemasan", way="telepon"
    ))  # fmt: skip
    assert await where(pair.siti) == (None, None)


async def test_press_from_a_reminder_leaves_an_open_conversation(pair: Pair) -> None:
    await pair.siti.says("/petugas")
    opened = await where(pair.siti)
    for press in (f"meeting:move:{pair.id}", "Sakit", f"meeting:ok:{pair.id}", "meeting:list:0"):
        await pair.siti.presses(press)
        assert await where(pair.siti) == opened


async def test_who_cannot_be_reached_is_said_so(pair: Pair) -> None:
    left = {"old_chat_member": {"user": pair.dewi.user, "status": "member"},
            "new_chat_member": {"user": pair.dewi.user, "status": "kicked", "until_date": 0}}  # fmt: skip
    await pair.dewi.delivers(my_chat_member={"chat": pair.dewi.chat, "from": pair.dewi.user, "date": 1, **left})
    (told,) = await proposed(pair)
    assert told.text.startswith(f"{words.told_proposed} {words.told_not_told.format(name='Bu Dewi')}")
    (told,) = await pair.siti.presses(f"meeting:cancel_yes:{pair.id}.ill")
    assert told.text.endswith(words.told_not_told.format(name="Bu Dewi"))
