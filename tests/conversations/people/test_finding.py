"""/cari: people are found, their card is turned in place, notes are written and deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest

import content.texts
from content.texts import Text
from durable import clock
from models import Person as Row
from models import RoleKind
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import an_officer
from tests.conversations.people.conftest import MADU, SITI, SITTI, acts, ids
from tests.conversations.walks import does, texts, where
from tests.driver import Person

text = content.texts.load("people_desk")
refusals = content.texts.load("refusals")
PARTS = ("Usaha", "Sesi", "Pertanyaan", "Pengumuman", "Catatan")


async def opened(ani: Person, chat: int) -> int:
    """The card of this person is open; gives the id."""
    person = (await ids(ani.office))[chat]  # type: ignore[arg-type]
    await ani.presses(f"people:card:{person}.who.0")
    return person


async def test_words_behind_the_command_or_typed_after_it(office_on_both: CheckedOffice) -> None:
    ani = office_on_both.person(1, "Ani")
    (asked,) = await ani.says("/cari")
    assert asked.text == text.ask_words
    assert asked.keys == (("Putuskan (1)",), ("Orang yang sama?",), ("Rujukan (1)",))
    (typed,) = await ani.says("dapur siti")
    (behind,) = await ani.says("/cari dapur siti")
    found = await ids(office_on_both)
    assert typed == behind
    assert typed.keys == ((f"Siti Aminah ({found[SITI]})",), ("Cari lagi",))
    assert typed.text == text.told_found.format(
        said="dapur siti", count=1,
        people=Text(f"• Siti Aminah (no. {found[SITI]}): <b>Dapur Siti</b> (keripik pisang) di Busang"),
    )  # fmt: skip


async def test_misspelled_name_is_told_as_a_guess_and_nobody_kindly(ani: Person) -> None:
    (guessed,) = await ani.says("/cari aminnah")
    assert guessed.text.startswith("<b>Tidak ada “aminnah”. Mungkin maksudnya (2):</b>")
    (nobody,) = await ani.says("qqqqqqq")
    assert (nobody.text, nobody.keys) == (text.told_nobody.format(said="qqqqqqq"), (("Cari lagi",),))
    (nothing,) = await ani.says("???")
    assert nothing.text == text.told_nobody.format(said="???")


async def test_card_is_turned_in_place_and_each_look_is_kept_once(ani: Person) -> None:
    siti = await opened(ani, SITI)
    shown = ani.replies[-1]
    assert shown.text.startswith(f"<b>Siti Aminah (no. {siti})</b>\nTugas di kantor: tidak ada\nChat: bisa dihubungi\n")
    assert "+62812555511" + str(SITI) in shown.text
    for part in PARTS:
        (turned,) = await ani.presses(part)
        assert turned.method == "editMessageText"
        assert part not in [key for row in turned.keys for key in row]
    assert await acts(ani.office, "person_seen") == [("person_seen", siti)]  # type: ignore[arg-type]
    clock._offset = timedelta(minutes=20)
    await ani.presses("Orangnya")
    assert await acts(ani.office, "person_seen") == [("person_seen", siti)] * 2  # type: ignore[arg-type]


async def test_business_part_says_what_it_is_and_why(ani: Person) -> None:
    await opened(ani, MADU)
    (shown,) = await ani.presses("Usaha")
    assert "Madu &lt;i&gt;Hutan" in shown.text
    assert "UMKM bukan industri" in shown.text


async def test_note_is_typed_seen_and_deleted_by_who_wrote_it(office: CheckedOffice, ani: Person, budi: Person) -> None:
    siti = await opened(ani, SITI)
    await ani.presses("Catatan")
    (asked,) = await ani.presses("Tulis catatan")
    assert asked.keys == (("Kembali",),)
    assert await where(ani) == ("people", "note")
    (refused,) = await ani.says("x" * 301)
    assert refused.keys == (("Kembali",),)
    (shown,) = await ani.says("Minta <ditelepon> sore")
    assert "1. Minta &lt;ditelepon&gt; sore" in shown.text
    assert ("Hapus no. 1",) in shown.keys
    assert await where(ani) == ("people", "words")
    (others,) = await budi.presses(f"people:card:{siti}.notes.0")
    assert "Hapus no. 1" not in [key for row in others.keys for key in row]
    (missing,) = await budi.presses("people:note_del_yes:1")
    assert missing.text == refusals.refused_no_note
    await does(ani, "!Hapus no. 1", "!Ya, hapus")
    assert text.told_no_notes in ani.replies[-1].text
    (again,) = await ani.presses("people:note_del:1")
    assert again.text == refusals.refused_no_note
    assert await acts(office, "note_") == [("note_added", siti), ("note_deleted", siti)]


@pytest.mark.parametrize("other", ["people:card:{id}.who.0", "people:decide_list:0", "people:home:0", "people:page:0"])
async def test_another_screen_closes_the_open_note(ani: Person, other: str) -> None:
    siti = await opened(ani, SITI)
    await does(ani, "!Catatan", "!Tulis catatan")
    await ani.presses(other.format(id=siti))
    await ani.says("madu")
    assert await acts(ani.office, "note_") == []  # type: ignore[arg-type]
    assert await where(ani) == ("people", "words")


async def test_back_from_the_note_and_from_the_card(ani: Person) -> None:
    await ani.says("/cari siti")
    await opened(ani, SITTI)
    await does(ani, "!Catatan", "!Tulis catatan", "!Kembali")
    assert await where(ani) == ("people", "words")
    (found,) = await ani.presses("Hasil pencarian")
    assert found.text.startswith("<b>Cocok dengan “siti”: 1</b>")
    (asked,) = await ani.presses("Cari lagi")
    assert asked.text == text.ask_words


async def test_odd_message_asks_again(ani: Person) -> None:
    await ani.says("/cari")
    _, again = await ani.sends(dice={"emoji": "🎯", "value": 3})
    assert again.text == text.ask_words
    await opened(ani, SITI)
    await does(ani, "!Catatan", "!Tulis catatan")
    _, asked = await ani.sends(dice={"emoji": "🎯", "value": 3})
    assert asked.text.startswith("Catatan apa tentang <b>Siti Aminah")


async def test_only_staff_get_in_and_existing_people_look_like_missing_ones(office: CheckedOffice) -> None:
    siti = (await ids(office))[SITI]
    reader = await an_officer(office, 5, "Citra", RoleKind.PEMBACA)
    for person in (reader, office.person(SITTI)):
        for act in ("/cari", "/cari siti"):
            assert texts(await person.says(act)) == [refusals.refused_not_allowed]
        for what in (f"card:{siti}.who.0", "card:999999.who.0", f"note:{siti}", "home:0", "page:0", "decide_list:0"):
            assert texts(await person.presses(f"people:{what}")) == [refusals.refused_not_allowed]
    ani = office.person(1)
    assert texts(await ani.presses("people:card:999999.who.0")) == [refusals.refused_no_person]
    assert texts(await ani.presses(f"people:card:{siti}.secret.0")) == [refusals.refused_choice]


async def test_results_and_parts_are_turned(office: CheckedOffice, ani: Person) -> None:
    async with office.database.session() as session:
        for number in range(12):
            session.add(Row(name=f"Wayan {number:02}", created_at=clock.now()))
    (first,) = await ani.says("/cari wayan")
    assert first.text.startswith("<b>Cocok dengan “wayan”: 12</b>")
    assert first.keys[-2:] == (("Berikutnya »",), ("Cari lagi",))
    (second,) = await ani.presses("Berikutnya »")
    assert [key[:8] for row in second.keys[:-2] for key in row] == [f"Wayan {number:02}" for number in range(6, 12)]
    assert second.keys[-2:] == (("« Sebelumnya",), ("Cari lagi",))
    siti = await opened(ani, SITI)
    for number in range(5):
        await does(ani, f"!people:note:{siti}", f"Catatan {number}")
    (older,) = await ani.presses("Berikutnya »")
    assert "1. Catatan 0" in older.text
