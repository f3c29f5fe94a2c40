"""Whoever runs a class: the yes, the place, calling it off, and who came; and everybody who does not."""

from __future__ import annotations

import pytest

from models import ChangeReason, SeatState, WorkshopState
from tests.conversations.walks import where

from .conftest import DEWI, RINA, School, heard, keys, refusals, unexpected, words

S = SeatState


async def test_calling_off_tells_everybody_concerned(school_on_both: School) -> None:
    school = school_on_both
    workshop_id = await school.opened(by=RINA, seats=2)
    await school.joined(workshop_id, school.siti, school.budi, school.tono)
    await school.dewi.says("/kelas")
    await school.dewi.presses("1. Kemasan yang rapat")
    (asked,) = await school.dewi.presses("Tidak bisa")
    assert asked.text == words.ask_off.format(title="Kemasan yang rapat", count=3)
    (done,) = await school.dewi.presses("Sakit")
    assert done.text == words.told_off.format(title="Kemasan yang rapat", count=3)
    told = words.told_called_off.format(
        title="Kemasan yang rapat", when="Sabtu, 28 November, 09.00-11.00 WITA", reason="ada yang sakit"
    )
    assert [heard(person) for person in (*school.producers, school.rina)] == [[told]] * 4
    workshop = await school.workshop(workshop_id)
    assert (workshop.state, workshop.cancel_reason) == (WorkshopState.CANCELLED, ChangeReason.ILL)


async def test_thinking_better_of_it(school: School) -> None:
    workshop_id = await school.opened()
    await school.dewi.presses(f"workshop:off:{workshop_id}")
    (shown,) = await school.dewi.presses("Tidak jadi")
    assert shown.text.startswith("<b>Kemasan yang rapat</b>")
    assert (await school.workshop(workshop_id)).state is WorkshopState.INVITING


async def test_new_place_is_told(school: School) -> None:
    workshop_id = await school.opened()
    await school.joined(workshop_id, school.siti)
    await school.rina.presses(f"workshop_run:place:{workshop_id}")
    assert await where(school.rina) == ("workshop_run", "place")
    (refused,) = await school.rina.says("x")
    assert refused.keys == (("Batal",),)
    (line, question) = await school.rina.sends(voice={"file_id": "v", "file_unique_id": "u", "duration": 3})
    assert (line.text, question.text) == (
        unexpected.told_voice, words.ask_place.format(title="Kemasan yang rapat")
    )  # fmt: skip
    (done,) = await school.rina.says("Balai Desa <3 & taman")
    assert done.text == words.told_place_kept.format(count=1)
    assert await where(school.rina) == (None, None)
    for person in (school.siti, school.dewi):
        (told,) = heard(person)
        assert "Video: Balai Desa &lt;3 &amp; taman" in told
    assert heard(school.budi) == []


@pytest.mark.parametrize("said", ["batal", "kembali", "!Batal"])
async def test_place_can_be_left_as_it_is(school: School, said: str) -> None:
    workshop_id = await school.opened()
    await school.dewi.presses(f"workshop_run:place:{workshop_id}")
    await (school.dewi.presses(said[1:]) if said.startswith("!") else school.dewi.says(said))
    assert await where(school.dewi) == (None, None)
    assert (await school.workshop(workshop_id)).place is None


async def test_card_asks_who_came_and_the_ticks_are_kept(school_on_both: School) -> None:
    school = school_on_both
    workshop_id = await school.opened(least=2)
    await school.joined(workshop_id, *school.producers)
    school.time.is_before_class(hours=24)
    await school.ticks()
    school.time.is_after_class(hours=1)
    (card,) = await school.dewi.says("/kartu")
    assert words.ask_came.format(title="Kemasan yang rapat", when="Sabtu, 28 November, 09.00-11.00 WITA") in card.text
    (shown,) = await school.dewi.presses("Siapa yang datang?")
    assert keys([shown]) == [("☑ Budi", "☑ Siti"), ("☑ Tono <3",), ("Simpan", "Tidak jadi")]
    await school.dewi.presses("☑ Budi")
    (shown,) = await school.dewi.presses("☑ Tono <3")
    assert keys([shown]) == [("☐ Budi", "☑ Siti"), ("☐ Tono <3",), ("Simpan", "Tidak jadi")]
    (shown,) = await school.dewi.presses("☐ Budi")
    assert shown.text == words.ask_who_came.format(title="Kemasan yang rapat", came=2, taken=3)
    (done,) = await school.dewi.presses("Simpan")
    assert done.text == words.told_came.format(came=2, taken=3, title="Kemasan yang rapat")
    assert await school.states(workshop_id) == [S.CAME, S.CAME, S.MISSED]
    (card,) = await school.dewi.says("/kartu")
    assert words.button_came not in [key for row in card.keys for key in row]


async def test_ticks_survive_a_restart_and_nonsense(school: School) -> None:
    workshop_id = await school.opened(least=1)
    await school.joined(workshop_id, school.siti)
    school.time.is_before_class(hours=24)
    await school.ticks()
    school.time.is_after_class(hours=1)
    await school.dewi.presses(f"workshop_run:came:{workshop_id}")
    await school.dewi.presses("☑ Siti")
    school.office.restarts()
    await school.dewi.says("halo")
    assert await where(school.dewi) == ("workshop_run", "came")
    for forged in ("tick:999.on", "tick:x", f"tick:{school.ids[DEWI]}.off", "page:7", "page:x", "tick:"):
        (told,) = await school.dewi.presses(f"workshop_run:{forged}")
        assert told.text == refusals.refused_choice
    await school.dewi.presses("workshop_run:save:0")
    assert (await school.states(workshop_id))[0] is S.MISSED


async def test_others_class_is_not_there(school: School) -> None:
    workshop_id = await school.opened()
    await school.joined(workshop_id, school.siti)
    presses = [f"workshop:{step}:{workshop_id}" for step in ("off", "agree", "off_why")]
    presses += [f"workshop:off_why:{workshop_id}.ill", f"workshop_run:place:{workshop_id}",
                f"workshop_run:came:{workshop_id}"]  # fmt: skip
    for person in (school.siti, school.stranger):
        for press in presses:
            assert [reply.text for reply in await person.presses(press)] == [refusals.refused_no_workshop]
    assert (await school.workshop(workshop_id)).state is WorkshopState.INVITING


async def test_officer_cannot_say_the_mentors_yes(school: School) -> None:
    workshop_id = await school.opened(by=RINA)
    (told,) = await school.rina.presses(f"workshop:agree:{workshop_id}")
    assert told.text == refusals.refused_no_workshop
    assert (await school.workshop(workshop_id)).mentor_agreed_at is None


@pytest.mark.parametrize("why", ["suspended", "solved", "x", ""])
async def test_forged_reason_is_refused(school: School, why: str) -> None:
    workshop_id = await school.opened()
    (told,) = await school.dewi.presses(f"workshop:off_why:{workshop_id}.{why}")
    assert told.text == refusals.refused_choice
    assert (await school.workshop(workshop_id)).state is WorkshopState.INVITING
