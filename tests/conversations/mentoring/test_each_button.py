"""Each state of an offer and each button of it, pressed by each side and by a stranger: a defined result."""

from __future__ import annotations

import pytest

from models import DeclineReason, Mentor, MentorState, Offer, OfferState, RoleKind
from services import people, roles
from services.mentoring import answering, deadlines, offers
from tests.conversations.tickets.conftest import Time
from tests.conversations.walks import does
from tests.driver import Person

from .talk import OFFICE, TROUBLE, MentoredOffice, card_words, refusals, wita

HOUR = wita(25, 9)
QUARTER = int(HOUR.timestamp()) // 900
BUTTONS = {
    "yes": f"card:yes:{{offer}}.{QUARTER}", "other": "card:other:{offer}",
    "hour": f"card:hour:{{offer}}.{QUARTER + 8}", "type": "card:type:{offer}", "no": "card:no:{offer}",
    "why": "card:why:{offer}.busy", "file": "card:file:{offer}",
    "suits": "requests:suits:{offer}", "suits_not": "requests:suits_not:{offer}",
}  # fmt: skip
CHANGES = {
    (OfferState.WAITING, "yes"): OfferState.ACCEPTED, (OfferState.WAITING, "hour"): OfferState.COUNTERED,
    (OfferState.WAITING, "why"): OfferState.DECLINED, (OfferState.COUNTERED, "suits"): OfferState.ACCEPTED,
    (OfferState.COUNTERED, "suits_not"): OfferState.DECLINED,
}  # fmt: skip
"""What changes anything, pressed by whom it is for. Everything else leaves the offer as it is."""


async def an_offer_in(mentored: MentoredOffice, state: OfferState) -> tuple[Person, Person, int]:
    """The producer, the mentor, and the id of an offer that has come into this state."""
    siti = await mentored.producer()
    await mentored.asks(siti)
    (offer_id,) = [offer.id for offer in await mentored.offers()]
    async with mentored.office.database.session() as session:
        offer = await session.get_one(Offer, offer_id)
        now = wita(23, 8, 30)
        deadlines.mark_told(offer, now, OFFICE)
        match state:
            case OfferState.COUNTERED:
                await answering.counter(session, offer, HOUR, now, OFFICE)
            case OfferState.ACCEPTED:
                await answering.accept(session, offer, now, OFFICE)
            case OfferState.DECLINED:
                await answering.decline(session, offer, DeclineReason.OTHER, now)
            case OfferState.EXPIRED:
                deadlines.expire(offer, now)
            case OfferState.WITHDRAWN:
                await offers.withdraw_offers_of(session, offer.mentor_id, now)
    siti.hears()
    return siti, mentored.mentors["Bu Dewi"], offer_id


@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("state", OfferState)
async def test_each_button_in_each_state(mentored: MentoredOffice, time: Time, state: OfferState, button: str) -> None:
    time.is_at(23, 8, 30)
    siti, dewi, offer_id = await an_offer_in(mentored, state)
    data = BUTTONS[button].format(offer=offer_id)
    is_producers = button.startswith("suits")
    await (dewi if is_producers else siti).presses(data)  # of the other side
    await mentored.mentors["Pak Rahmat"].presses(data)
    await mentored.office.person(77).presses(data)
    assert [offer.state for offer in await mentored.offers()] == [state]
    replies = await (siti if is_producers else dewi).presses(data)
    assert replies != []
    assert [offer.state for offer in await mentored.offers()] == [CHANGES.get((state, button), state)]
    if (state, button) not in CHANGES and state is not OfferState.WAITING:
        assert [reply.text for reply in replies] == [refusals.refused_offer_over]


@pytest.mark.parametrize(
    "data", ["card:hour:{offer}.x", "card:hour:{offer}.99999999999",
             "card:why:{offer}.x", "card:why:x.busy", "card:no:", "card:other:-1", "card:hour:{offer}.1"]
)  # fmt: skip
async def test_forged_press_of_the_right_mentor_changes_nothing(mentored: MentoredOffice, data: str) -> None:
    _, dewi, offer_id = await an_offer_in(mentored, OfferState.WAITING)
    (refused,) = await dewi.presses(data.format(offer=offer_id))
    known = {refusals[key] for key in ("refused_choice", "refused_no_offer", "refused_moment")}
    assert refused.text in known
    assert [(offer.state, offer.starts_at) for offer in await mentored.offers()] == [(OfferState.WAITING, HOUR)]


@pytest.mark.parametrize("data", ["card:yes:{offer}.1", "card:yes:{offer}", "card:yes:{offer}.x"])
async def test_yes_to_another_hour_than_the_proposed_shows_the_card(mentored: MentoredOffice, data: str) -> None:
    _, dewi, offer_id = await an_offer_in(mentored, OfferState.WAITING)
    (shown,) = await dewi.presses(data.format(offer=offer_id))
    assert shown.text.startswith(card_words.told_hour_changed)
    assert [(offer.state, offer.starts_at) for offer in await mentored.offers()] == [(OfferState.WAITING, HOUR)]


async def test_who_is_no_mentor_any_more_has_no_card(mentored: MentoredOffice) -> None:
    _, dewi, offer_id = await an_offer_in(mentored, OfferState.WAITING)
    async with mentored.office.database.session() as session:
        person = await people.person_of_account(session, "telegram", dewi.chat_id)
        assert person is not None
        boss = await people.ensure_person(session, "telegram", 900, HOUR)
        await roles.give(session, boss, RoleKind.ADMIN, None, wita(23, 8))
        await roles.revoke(session, person, RoleKind.MENTOR, boss, wita(23, 9))
    assert [reply.text for reply in await dewi.says("/kartu")] == [refusals.refused_not_allowed]
    (refused,) = await dewi.presses(f"card:no:{offer_id}")
    assert refused.text == refusals.refused_no_offer


async def test_suspended_mentor_hears_why_there_is_no_card(mentored: MentoredOffice) -> None:
    dewi = mentored.mentors["Bu Dewi"]
    async with mentored.office.database.session() as session:
        person = await people.person_of_account(session, "telegram", dewi.chat_id)
        assert person is not None
        (await session.get_one(Mentor, person.id)).state = MentorState.SUSPENDED
    assert [reply.text for reply in await dewi.says("/kartu")] == [refusals.refused_mentor_suspended]


async def test_mentor_with_nothing_to_do_is_told_so(mentored: MentoredOffice) -> None:
    (told,) = await mentored.mentors["Bu Dewi"].says("/kartu")
    assert (told.text, told.keys) == (card_words.told_nothing.strip(), ())


async def test_second_of_two_yes_for_one_hour_is_shown_another(mentored_on_both: MentoredOffice) -> None:
    mentored = mentored_on_both
    for number, name in ((11, "Siti"), (12, "Tini")):
        await mentored.asks(await mentored.producer(number, name, f"Dapur {name}"), choose="Bu Dewi")
    first, second = [offer.id for offer in await mentored.offers()]
    dewi = mentored.mentors["Bu Dewi"]
    await dewi.presses(f"card:yes:{first}.{QUARTER}")
    (shown,) = await dewi.presses(f"card:yes:{second}.{QUARTER}")
    assert shown.text.startswith(card_words.told_hour_changed)
    assert "Rabu, 25 November, 10.00 WITA" in shown.text
    assert [offer.state for offer in await mentored.offers()] == [OfferState.ACCEPTED, OfferState.WAITING]
    await dewi.presses("Bisa")
    assert [offer.state for offer in await mentored.offers()] == [OfferState.ACCEPTED, OfferState.ACCEPTED]


async def test_yes_to_an_hour_that_the_producer_gave_away_is_shown_another(mentored_on_both: MentoredOffice) -> None:
    mentored = mentored_on_both
    siti = await mentored.producer()
    await mentored.asks(siti, choose="Bu Dewi")
    await does(siti, "/mentor", "!Minta mentor baru", "!Kemasan", TROUBLE, "!Chat", "!Kapan saja", "!Cari mentor")
    await siti.presses("Pak Rahmat")
    first, second = [offer.id for offer in await mentored.offers()]
    await mentored.mentors["Bu Dewi"].presses(f"card:yes:{first}.{QUARTER}")
    rahmat = mentored.mentors["Pak Rahmat"]
    (shown,) = await rahmat.presses(f"card:yes:{second}.{QUARTER}")
    assert shown.text.startswith(card_words.told_hour_changed)
    assert [(offer.state, offer.starts_at) for offer in await mentored.offers()][1:] == [
        (OfferState.WAITING, wita(25, 10))
    ]


async def test_words_of_people_are_shown_as_they_are(mentored: MentoredOffice, time: Time) -> None:
    siti = await mentored.producer(name="Siti D'Arc & Ani", business="Dapur <Siti> & _Ani_")
    await does(siti, "/mentor", "!Kemasan", "<b>tebal & {nama} *bintang*", "!Chat", "!Kapan saja", "!Cari mentor")
    await siti.presses("Pilihkan saja")
    time.is_at(23, 9)
    (card,) = await mentored.heard(mentored.mentors["Bu Dewi"])
    assert "&lt;b&gt;tebal &amp; {nama} *bintang*" in card.text
    await siti.says("/permintaan")
    assert "&lt;b&gt;tebal" in siti.replies[-1].text
