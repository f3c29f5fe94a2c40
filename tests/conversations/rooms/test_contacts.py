"""Each side is asked whether the other may see a number; nothing is shown without a yes."""

from __future__ import annotations

import pytest

from models import MeetingState
from tests.conversations.rooms.conftest import STARTS, Pair, Time, contact_words, refusals

WHEN = "Selasa, 24 November, 10.00 WITA"


async def test_mentor_shows_a_username_and_the_producer_hears_of_it(pair_on_both: Pair) -> None:
    pair = pair_on_both
    [asked] = await pair.dewi.presses(f"contact:ask:{pair.meeting_id}")
    assert asked.text == contact_words.ask_contact.format(name="Siti", when=WHEN)
    assert asked.keys == (("@dewi_kemasan",), ("Tulis nomor lain", "Jangan dulu"))
    told = await pair.dewi.presses("@dewi_kemasan")
    assert [each.text for each in told] == [contact_words.told_shown.format(name="Siti", contact="@dewi_kemasan")]
    [heard] = pair.siti.hears()
    assert heard.text == contact_words.told_theirs.format(name="Bu Dewi", contact="@dewi_kemasan", when=WHEN)
    assert (await pair.meeting()).mentor_contact == "@dewi_kemasan"


async def test_producer_shows_the_number_of_the_profile(pair: Pair) -> None:
    [asked] = await pair.siti.presses(f"contact:ask:{pair.meeting_id}")
    assert asked.keys[0] == ("+6281234567890",)
    await pair.siti.presses("+6281234567890")
    assert ((await pair.meeting()).producer_contact, pair.dewi.hears()) == ("+6281234567890", [])


async def test_no_is_an_answer(pair: Pair) -> None:
    await pair.siti.presses(f"contact:ask:{pair.meeting_id}")
    told = await pair.siti.presses("Jangan dulu")
    assert [each.text for each in told] == [contact_words.told_hidden.plain()]
    meeting = await pair.meeting()
    assert (meeting.producer_shows_contact, meeting.producer_contact) == (False, None)


async def test_typed_number_is_kept_and_nonsense_is_asked_again(pair: Pair) -> None:
    await pair.dewi.presses(f"contact:ask:{pair.meeting_id}")
    [asked] = await pair.dewi.presses("Tulis nomor lain")
    assert asked.text == contact_words.ask_number.format(name="Siti")
    [again] = await pair.dewi.says("nomornya yang kemarin")
    assert (again.text, again.keys) == (refusals.refused_phone.plain(), (("Batal",),))
    told = await pair.dewi.says("0811 5555 222")
    assert told[0].text == contact_words.told_shown.format(name="Siti", contact="+628115555222")
    assert (await pair.meeting()).mentor_contact == "+628115555222"


async def test_typing_can_be_left(pair: Pair) -> None:
    await pair.dewi.presses(f"contact:other:{pair.meeting_id}")
    assert [each.text for each in await pair.dewi.presses("Batal")] == [contact_words.told_left.plain()]
    assert (await pair.meeting()).mentor_shows_contact is None


@pytest.mark.parametrize(
    "data", ["contact:ask:{}", "contact:show:{}.none", "contact:show:{}.phone", "contact:other:{}"]
)
async def test_strangers_see_and_change_nothing(pair: Pair, data: str) -> None:
    told = await pair.budi.presses(data.format(pair.meeting_id))
    assert [each.text for each in told] == [refusals.refused_no_meeting.plain()]
    assert (await pair.meeting()).producer_shows_contact is None


async def test_session_that_is_over_takes_no_contact(pair: Pair, time: Time) -> None:
    await pair.change(state=MeetingState.CANCELLED, cancelled_at=STARTS)
    told = await pair.siti.presses(f"contact:show:{pair.meeting_id}.phone")
    assert [each.text for each in told] == [refusals.refused_meeting_changed.plain()]
    assert (await pair.meeting()).producer_contact is None
