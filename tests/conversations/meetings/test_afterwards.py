"""After the session: was it held, how many stars, what will be tried, and was it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import FollowUp, MeetingState, Mentor, Occasion, Outcome, Reminder, ReminderState, RequestState, Side, Tried
from tests.conversations.meetings.conftest import WHEN, Pair, Time, refusals, words
from tests.conversations.walks import does, texts, where


@pytest.fixture
async def over(pair: Pair, time: Time) -> Pair:
    time.is_after(hours=2)
    return pair


async def test_held_rated_and_noted_in_five_steps(pair_on_both: Pair, time: Time) -> None:
    pair = pair_on_both
    time.is_after(hours=2)
    (stars,) = await pair.siti.presses(f"meeting:settle:{pair.id}.held")
    assert stars.text == words.ask_stars.format(name="Bu Dewi")
    (asked,) = await pair.siti.presses("4 ★")
    assert asked.text == words.told_thanks.format(stars=4) + "\n\n" + words.ask_actions
    assert await where(pair.siti) == ("meeting", "actions")
    (noted,) = await pair.siti.says("1. Ganti plastik <b>tebal</b>\n2. Beli sealer")
    lines = "1. Ganti plastik &lt;b&gt;tebal&lt;/b&gt;\n2. Beli sealer"
    assert noted.text == words.told_noted.replace("{actions}", lines)
    (done,) = await pair.siti.says("Uji simpan 2 minggu")
    assert done.text == words.told_all_noted.replace("{actions}", lines + "\n3. Uji simpan 2 minggu")
    assert await where(pair.siti) == (None, None)
    meeting = await pair.meeting()
    assert (meeting.state, meeting.request.state, meeting.stars_of(Side.PRODUCER)) == (
        MeetingState.HELD, RequestState.CLOSED, 4,
    )  # fmt: skip
    async with pair.office.database.read() as connection, AsyncSession(bind=connection) as session:
        mentor = await session.get_one(Mentor, meeting.mentor_id)
        assert (mentor.rating_sum, mentor.rating_count) == (4, 1)
        reminders = await session.execute(select(Reminder.occasion, Reminder.state).where(Reminder.occasion.in_(
            [Occasion.RATE, Occasion.TRIED_7, Occasion.TRIED_30]
        )))  # fmt: skip
        assert {row.occasion: row.state for row in reminders} == {
            Occasion.RATE: ReminderState.DROPPED, Occasion.TRIED_7: ReminderState.PENDING,
            Occasion.TRIED_30: ReminderState.PENDING,
        }  # fmt: skip


async def test_nothing_to_note_is_fine(over: Pair) -> None:
    await does(over.siti, f"!meeting:settle:{over.id}.held", "!5 ★")
    assert texts(await over.siti.presses("Lewati")) == [words.told_settled]
    assert await where(over.siti) == (None, None)


async def test_stars_in_the_middle_of_something_else_leave_it_open(over: Pair) -> None:
    await over.siti.says("/petugas")
    opened = await where(over.siti)
    await over.siti.presses(f"meeting:settle:{over.id}.held")
    (thanks,) = await over.siti.presses("5 ★")
    assert (thanks.text, thanks.keys) == (words.told_thanks.format(stars=5), (("Catat yang dicoba", "Lihat sesi"),))
    assert await where(over.siti) == opened


async def test_mentor_who_did_not_come_is_asked_about_once_more(over: Pair) -> None:
    (sure,) = await over.siti.presses(f"meeting:sure:{over.id}.mentor_missed")
    assert sure.text == words.ask_missed_sure.format(name="Bu Dewi")
    (told,) = await over.siti.presses("Ya, tidak datang")
    assert told.text == words.told_mentor_missed.format(next=words.told_next_search)
    meeting = await over.meeting()
    assert (meeting.state, meeting.mentor_missed, meeting.request.state) == (
        MeetingState.NO_SHOW, True, RequestState.WAITING,
    )  # fmt: skip
    assert over.dewi.hears() == []


async def test_mentor_who_could_not_come_says_so_and_the_producer_is_told(over: Pair) -> None:
    assert texts(await over.dewi.presses(f"meeting:settle:{over.id}.mentor_missed")) == [words.told_missed]
    assert texts(over.siti.hears()) == [
        words.told_mentor_could_not.format(name="Bu Dewi", when=WHEN, next=words.told_next_search)
    ]


async def test_producer_who_could_not_come(over: Pair) -> None:
    assert texts(await over.siti.presses(f"meeting:settle:{over.id}.producer_missed")) == [words.told_missed]
    meeting = await over.meeting()
    assert (meeting.producer_missed, meeting.request.state) == (True, RequestState.CANCELLED)


async def test_two_who_tell_it_differently_are_both_kept(over: Pair) -> None:
    await over.siti.presses(f"meeting:settle:{over.id}.mentor_missed")
    assert texts(await over.dewi.presses(f"meeting:settle:{over.id}.held")) == [words.told_differs]
    meeting = await over.meeting()
    assert (meeting.state, meeting.mentor_says, meeting.producer_says) == (
        MeetingState.NO_SHOW, Outcome.HELD, Outcome.MENTOR_MISSED,
    )  # fmt: skip


async def test_word_and_stars_are_given_once(over: Pair) -> None:
    await does(over.siti, f"!meeting:settle:{over.id}.held", f"!meeting:stars:{over.id}.2", "!Lewati")
    (again,) = await over.siti.presses(f"meeting:stars:{over.id}.5")
    assert again.text == refusals.refused_meeting_rated
    (settled,) = await over.siti.presses(f"meeting:settle:{over.id}.producer_missed")
    assert settled.text == refusals.refused_meeting_settled
    assert (await over.meeting()).stars_of(Side.PRODUCER) == 2


@pytest.mark.parametrize("what", ["settle:{}.x", "settle:{}", "stars:{}.0", "stars:{}.6", "stars:{}.x", "sure:{}.y"])
async def test_forged_words_change_nothing(over: Pair, what: str) -> None:
    await over.dewi.presses(f"meeting:settle:{over.id}.held")
    (refused,) = await over.siti.presses("meeting:" + what.format(over.id))
    assert refused.text == refusals.refused_choice
    meeting = await over.meeting()
    assert (meeting.producer_says, meeting.ratings) == (None, [])


async def test_nothing_is_told_of_a_session_that_lies_ahead(pair: Pair) -> None:
    (early,) = await pair.siti.presses(f"meeting:settle:{pair.id}.held")
    assert early.text == refusals.refused_meeting_not_yet
    (unrated,) = await pair.siti.presses(f"meeting:stars:{pair.id}.5")
    assert unrated.text == refusals.refused_meeting_changed


@pytest.mark.parametrize("tried", Tried)
async def test_tried_is_answered_in_one_tap_and_may_change(over: Pair, tried: Tried) -> None:
    await does(over.siti, f"!meeting:settle:{over.id}.held", "!5 ★", "Ganti plastik", "!Selesai")
    await over.siti.presses(f"meeting:tried:{over.id}.7.{'yes' if tried is not Tried.YES else 'not_yet'}")
    (told,) = await over.siti.presses(f"meeting:tried:{over.id}.7.{tried.value}")
    assert told.text == words[f"told_tried_{tried.value}"]
    async with over.office.database.read() as connection, AsyncSession(bind=connection) as session:
        assert [(row.days, row.tried) for row in await session.scalars(select(FollowUp))] == [(7, tried)]


@pytest.mark.parametrize("what", ["7.x", "8.yes", "x.yes", "7", ""])
async def test_forged_answers_to_tried(over: Pair, what: str) -> None:
    await over.siti.presses(f"meeting:settle:{over.id}.held")
    (refused,) = await over.siti.presses(f"meeting:tried:{over.id}.{what}")
    assert refused.text == refusals.refused_choice


async def test_tried_is_not_the_mentors_to_answer(over: Pair) -> None:
    await over.siti.presses(f"meeting:settle:{over.id}.held")
    (refused,) = await over.dewi.presses(f"meeting:tried:{over.id}.7.yes")
    assert refused.text == refusals.refused_no_meeting


async def test_three_things_are_enough(over: Pair) -> None:
    await over.siti.presses(f"meeting:settle:{over.id}.held")
    await does(over.siti, "!5 ★", "satu\ndua")
    (many,) = await over.siti.says("tiga\nempat")
    assert many.text == refusals.refused_actions_many.format(most=1)
    (empty,) = await over.siti.says("...")
    assert (empty.text, empty.keys) == (refusals.refused_action, (("Lewati",),))
    await does(over.dewi, f"!meeting:settle:{over.id}.held", f"!meeting:note:{over.id}", "tiga")
    (full,) = await over.siti.says("empat")
    assert full.text == refusals.refused_actions_noted
    assert [each.noted_by for each in (await over.meeting()).actions] == [Side.PRODUCER, Side.PRODUCER, Side.MENTOR]
