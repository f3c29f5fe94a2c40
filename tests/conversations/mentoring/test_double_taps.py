"""Buttons of a request and of the card pressed twice at once: done once, and the other side hears of it once."""

from __future__ import annotations

import pytest

from models import Meeting, OfferState, RequestState
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.tickets.conftest import Time
from tests.conversations.walks import does
from tests.driver import Person, Reply

from .talk import TROUBLE, MentoredOffice
from .test_each_button import QUARTER, an_offer_in


def of(person: Person, replies: list[Reply]) -> list[Reply]:
    """What of these came to this person."""
    return [reply for reply in replies if reply.chat_id == person.chat_id]


@pytest.mark.pitfall(21)
async def test_sent_twice_it_is_one_request(mentored_on_both: MentoredOffice) -> None:
    siti = await mentored_on_both.producer()
    await does(siti, "/mentor", "!Kemasan", TROUBLE, "!Chat", "!Kapan saja", "!Cari mentor")
    sent = await presses_twice(siti, "mentor:choose:0")
    assert [request.state for request in await mentored_on_both.requests()] == [RequestState.OFFERED]
    assert len(await mentored_on_both.offers()) == 1
    assert len(sent) == 1


@pytest.mark.pitfall(21)
@pytest.mark.parametrize(
    ("state", "button", "after", "told"),
    [
        (OfferState.WAITING, f"card:yes:{{}}.{QUARTER}", OfferState.ACCEPTED, 1),
        (OfferState.WAITING, f"card:hour:{{}}.{QUARTER + 8}", OfferState.COUNTERED, 1),
        (OfferState.WAITING, "card:why:{}.busy", OfferState.DECLINED, 0),
        (OfferState.COUNTERED, "requests:suits:{}", OfferState.ACCEPTED, 0),
        (OfferState.COUNTERED, "requests:suits_not:{}", OfferState.DECLINED, 0),
    ],
)
async def test_answered_twice_it_is_answered_once(
    mentored_on_both: MentoredOffice, time: Time, state: OfferState, button: str, after: OfferState, told: int
) -> None:
    """`told`: how much the other side hears at once; the next mentor is for the clock, a mentor's news for the card."""
    time.is_at(23, 8, 30)
    siti, dewi, offer_id = await an_offer_in(mentored_on_both, state)
    by, other = (dewi, siti) if button.startswith("card") else (siti, dewi)
    sent = await presses_twice(by, button.format(offer_id))
    assert [offer.state for offer in await mentored_on_both.offers()] == [after]
    assert len(await mentored_on_both.rows(Meeting)) == (after is OfferState.ACCEPTED)
    assert len(of(other, sent)) == told
