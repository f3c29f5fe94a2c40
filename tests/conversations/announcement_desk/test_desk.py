"""What staff see and do about announcements in the chat; others see none of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

import content.texts
from durable import clock
from models import (
    Announcement,
    AnnouncementPart,
    AnnouncementRecipient,
    AnnouncementState,
    AuditEntry,
    JobKind,
    OfficeJob,
    PartKind,
    RecipientState,
    Repeat,
    Withdrawal,
)
from models import Person as Somebody
from services import roles
from services.people import person_of_account
from tests.announcement_rows import add_announcement, add_recipients
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import an_officer, rows
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import has_registered, where
from tests.driver import Person

desk = content.texts.load("announcement_desk")
refusals = content.texts.load("refusals")
TITLE = "<b>Pasar &lt;murah&gt;</b>"


@pytest.fixture
async def ani(office: CheckedOffice) -> Person:
    """An officer; twelve people have an announcement, or wait for it."""
    return await an_officer(office, 1, "Ani <b>")


async def announced(
    office: CheckedOffice, state: AnnouncementState = AnnouncementState.SENDING, **different: object
) -> int:
    """One with four people: two have it, one has blocked the bot, one waits."""
    now = clock.now()
    is_over = state in (AnnouncementState.SENT, AnnouncementState.CANCELLED)
    told: dict[str, object] = {"state": state, "closed_at": now if is_over else None}
    if state is AnnouncementState.HALTED:
        told["halt_reason"] = "many_failed"
    async with office.database.session() as session:
        author = await session.get_one(Somebody, 1)
        announcement = await add_announcement(session, author, now, **(told | different))
        people = [Somebody(name=f"Orang {n}", created_at=now) for n in range(4)]
        session.add_all(people)
        await session.flush()
        if announcement.started_at is not None:
            chats = [(person.id, 100 + n) for n, person in enumerate(people)]
            recipients = await add_recipients(session, announcement, chats, now)
            recipients[2].state, recipients[2].reason = RecipientState.BLOCKED, "blocked"
            if not is_over:
                recipients[3].state, recipients[3].closed_at = RecipientState.WAITING, None
        return announcement.id


async def found(office: CheckedOffice) -> Announcement:
    (announcement,) = await rows(office, Announcement)
    assert isinstance(announcement, Announcement)
    return announcement


async def test_list_and_card(office: CheckedOffice, ani: Person) -> None:
    await announced(office)
    (listed,) = await ani.says("/pengumuman")
    assert listed.text.startswith(f"<b>Pengumuman</b>\n{TITLE}\n")
    assert listed.keys == (("Pasar <murah>",), ("Yang saya terima",))
    (card,) = await ani.presses("Pasar <murah>")
    head, *lines = card.text.split("\n")[1:]
    assert head.startswith("sedang dikirim, ")
    assert lines == [
        "<code>███████████████░░░░░</code> 75%", "3 dari 4 orang", "Diterima Telegram: 2", "Tidak bisa dihubungi: 1",
        "Menunggu giliran: 1",
    ]  # fmt: skip
    assert card.keys == (
        ("Jeda", "Hentikan"), ("Perbaiki tulisan", "Tarik kembali"), ("Rincian", "Minta tabel"),
        ("Perbarui", "Semua pengumuman"),
    )  # fmt: skip
    (details,) = await ani.presses("Rincian")
    assert details.text == f"{TITLE}\nUntuk: Semua\n1 orang: memblokir bot ini"


async def test_details_of_one_that_only_arrived_say_how_often(office: CheckedOffice, ani: Person) -> None:
    number = await announced(office, AnnouncementState.SENT)
    async with office.database.session() as session:
        for recipient in await session.scalars(select(AnnouncementRecipient)):
            recipient.state, recipient.reason = RecipientState.ACCEPTED, None
    (details,) = await ani.presses(f"announcement_desk:details:{number}")
    assert details.text == f"{TITLE}\nUntuk: Semua\nDiterima Telegram: 4"


@pytest.mark.parametrize("label", ["Hentikan", "Tarik kembali", "Rincian", "Semua pengumuman"])
async def test_question_stands_below_a_card_that_the_clock_renews(
    office: CheckedOffice, ani: Person, label: str
) -> None:
    """In the card itself it would be gone after three seconds, before anybody has read it."""
    number = await announced(office)
    (card,) = await ani.presses(f"announcement_desk:view:{number}")
    (asked,) = await ani.presses(label)
    assert (card.method, asked.method) == ("editMessageText", "sendMessage")


async def test_nothing_to_list(ani: Person) -> None:
    (told,) = await ani.says("/pengumuman")
    assert told.text == desk.told_none


async def test_list_turns_its_pages(office: CheckedOffice, ani: Person) -> None:
    for number in range(7):
        await announced(office, title=f"Kabar {number}", send_at=clock.now() - timedelta(hours=number))
    (first,) = await ani.says("/pengumuman")
    assert [row[0] for row in first.keys[:5]] == [f"Kabar {number}" for number in range(5)]
    (second,) = await ani.presses("Berikutnya »")
    assert [row[0] for row in second.keys] == ["Kabar 5", "Kabar 6", "« Sebelumnya", "Yang saya terima"]


async def test_others_get_the_latest_instead(office: CheckedOffice, ani: Person) -> None:
    siti = office.person(11)
    await has_registered(siti)
    (told,) = await siti.says("/pengumuman")
    assert told.text == content.texts.load("news").told_none


async def test_paused_and_gone_on_with(office: CheckedOffice, ani: Person) -> None:
    await announced(office)
    await ani.says("/pengumuman")
    await ani.presses("Pasar <murah>")
    (card,) = await ani.presses("Jeda")
    assert (card.keys[0], (await found(office)).state) == (("Teruskan", "Hentikan"), AnnouncementState.PAUSED)
    (card,) = await ani.presses("Teruskan")
    assert (card.keys[0], (await found(office)).state) == (("Jeda", "Hentikan"), AnnouncementState.SENDING)


async def test_ended_after_it_is_asked_once_more(office: CheckedOffice, ani: Person) -> None:
    number = await announced(office, AnnouncementState.HALTED)
    (asked,) = await ani.presses(f"announcement_desk:stop:{number}")
    assert asked.text.startswith(f"Hentikan {TITLE}?\n\n1 orang yang belum dapat")
    assert (await found(office)).state is AnnouncementState.HALTED
    (card,) = await ani.presses("Ya, hentikan")
    assert "dihentikan, " in card.text
    assert "Tidak jadi dikirim: 1" in card.text
    assert card.keys[0] == ("Perbaiki tulisan", "Tarik kembali")


async def test_called_off_before_its_time(office: CheckedOffice, ani: Person) -> None:
    later = clock.now() + timedelta(days=1)
    await announced(
        office, AnnouncementState.SCHEDULED, started_at=None, send_at=later, ends_at=later + timedelta(days=1),
        repeat=Repeat.WEEKLY,
    )  # fmt: skip
    await ani.says("/pengumuman")
    (card,) = await ani.presses("Pasar <murah>")
    assert card.text.endswith(desk.told_in_series)
    assert card.keys == (("Batalkan",), ("Perbarui", "Semua pengumuman"))
    (asked,) = await ani.presses("Batalkan")
    assert asked.text.startswith(f"Batalkan {TITLE} yang akan dikirim ")
    await ani.presses("Ya, batalkan")
    gone = await found(office)
    assert (gone.state, gone.closed_at is not None) == (AnnouncementState.CANCELLED, True)


async def test_taken_back_after_it_is_asked_once_more(office: CheckedOffice, ani: Person) -> None:
    number = await announced(office, AnnouncementState.SENT)
    await ani.presses(f"announcement_desk:view:{number}")
    await ani.presses("Tarik kembali")
    assert (await found(office)).withdrawn_at is None
    (card,) = await ani.presses("Ya, tarik kembali")
    gone = await found(office)
    assert (gone.withdrawn_at is not None, gone.closed_at, gone.state) == (True, None, AnnouncementState.SENT)
    assert desk.told_withdrawn in card.text
    assert card.keys[0] == ("Rincian", "Minta tabel")


async def test_card_says_from_how_many_it_was_taken_back(office: CheckedOffice, ani: Person) -> None:
    number = await announced(office, AnnouncementState.SENT, withdrawn_at=clock.now())
    async with office.database.session() as session:
        first, second, *_ = await session.scalars(select(AnnouncementRecipient))
        first.withdrawal, second.withdrawal = Withdrawal.DONE, Withdrawal.TOO_LATE
    (card,) = await ani.presses(f"announcement_desk:view:{number}")
    assert card.text.split("\n")[2:5] == [
        desk.told_withdrawn, "Ditarik kembali: 1", "Terlambat ditarik (lewat 48 jam): 1",
    ]  # fmt: skip


async def test_table_is_asked_for_once(office: CheckedOffice, ani: Person) -> None:
    number = await announced(office, AnnouncementState.SENT)
    await presses_twice(ani, f"announcement_desk:export:{number}")
    (job,) = await rows(office, OfficeJob)
    assert (job.kind, job.params, job.chat_id) == (JobKind.RECIPIENTS, f'{{"announcement":{number}}}', 1)


@pytest.mark.parametrize("step", ["pause", "stop_yes", "withdraw_yes"])
async def test_pressed_twice_at_once_is_done_once(office: CheckedOffice, ani: Person, step: str) -> None:
    number = await announced(office)
    replies = await presses_twice(ani, f"announcement_desk:{step}:{number}")
    assert len(replies) == 1
    done = [entry for entry in await rows(office, AuditEntry) if entry.about_kind == "announcement"]
    assert len(done) == 1


@pytest.mark.parametrize("step", ["pause", "go_on", "stop", "stop_yes", "withdraw", "withdraw_yes"])
async def test_old_button_shows_how_it_stands(office: CheckedOffice, ani: Person, step: str) -> None:
    number = await announced(office, AnnouncementState.CANCELLED, withdrawn_at=clock.now())
    (card,) = await ani.presses(f"announcement_desk:{step}:{number}")
    assert card.text.startswith(f"{TITLE}\ndihentikan, ")


async def test_buttons_leave_an_open_conversation_as_it_is(office: CheckedOffice, ani: Person) -> None:
    number = await announced(office)
    await ani.says("/undang")
    await ani.says("/daftar")
    before = await where(ani)
    for step in ("list", "view", "details", "pause", "go_on", "stop", "withdraw"):
        await ani.presses(f"announcement_desk:{step}:{number}")
    assert await where(ani) == before


async def test_words_are_put_right(office: CheckedOffice, ani: Person) -> None:
    number = await announced(office)
    await ani.presses(f"announcement_desk:view:{number}")
    (asked,) = await ani.presses("Perbaiki tulisan")
    assert asked.text == desk.ask_words.format(words="Pasar <murah> hari Sabtu")
    bold = [{"type": "bold", "offset": 13, "length": 6}]
    preview, check = await ani.sends(text="Pasar murah, Minggu & Senin", entities=bold)
    assert (preview.text, check.text) == ("Pasar murah, <b>Minggu</b> &amp; Senin", desk.ask_right)
    assert check.keys == (("Ya, ganti", "Tulis ulang"), ("Kembali",))
    (card,) = await ani.presses("Ya, ganti")
    changed = await found(office)
    assert [part.words for part in changed.parts] == [preview.text]
    assert (changed.revision, changed.title, await where(ani)) == (1, "Pasar murah, Minggu & Senin", (None, None))
    assert card.text.startswith("<b>Pasar murah, Minggu &amp; Senin</b>")
    again = await ani.presses("announcement_words:replace:0")
    assert (again, (await found(office)).revision) == ([], 1)


async def test_words_can_be_written_again_or_left(office: CheckedOffice, ani: Person) -> None:
    number = await announced(office)
    await ani.presses(f"announcement_desk:correct:{number}")
    await ani.says("Salah lagi")
    (asked,) = await ani.presses("Tulis ulang")
    assert asked.text.startswith("Kirim tulisan yang baru")
    (refused,) = await ani.says("Pasar <murah> hari Sabtu")
    assert (refused.text, refused.keys) == (refusals.refused_same_words, (("Kembali",),))
    await ani.says("Betul")
    (card,) = await ani.presses("Kembali")
    assert card.text.startswith(TITLE)
    assert ((await found(office)).revision, await where(ani)) == (0, (None, None))


async def test_which_words_is_asked_where_there_are_several(office: CheckedOffice, ani: Person) -> None:
    parts = [
        AnnouncementPart(place=0, call=0, kind=PartKind.PHOTO, words="Foto pasar", file_id="f"),
        AnnouncementPart(place=1, call=1, kind=PartKind.LOCATION, latitude=0.5, longitude=117.5),
        AnnouncementPart(place=2, call=2, kind=PartKind.TEXT, words="Datang, ya"),
    ]
    number = await announced(office, parts=parts)
    (asked,) = await ani.presses(f"announcement_desk:correct:{number}")
    assert (asked.text, asked.keys) == (desk.ask_part, (("Foto pasar",), ("Datang, ya",), ("Kembali",)))
    await ani.presses("Datang, ya")
    shown = await ani.says("Silakan datang")
    assert [reply.method for reply in shown] == ["sendPhoto", "sendLocation", "sendMessage", "sendMessage"]
    await ani.presses("Ya, ganti")
    assert [part.words for part in (await found(office)).parts] == ["Foto pasar", None, "Silakan datang"]


async def test_odd_message_gets_the_question_again(office: CheckedOffice, ani: Person) -> None:
    number = await announced(office)
    await ani.presses(f"announcement_desk:correct:{number}")
    sticker = {"file_id": "s", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1,
               "is_animated": False, "is_video": False}  # fmt: skip
    replies = await ani.sends(sticker=sticker)
    assert replies[-1].text.startswith("Kirim tulisan yang baru")
    await ani.says("Betul")
    replies = await ani.sends(sticker=sticker)
    assert replies[-1].text == desk.ask_right


async def test_who_is_no_officer_any_more_puts_nothing_right(office: CheckedOffice, ani: Person) -> None:
    number = await announced(office)
    await ani.presses(f"announcement_desk:correct:{number}")
    await ani.says("Betul")
    budi = await an_officer(office, 2, "Budi")
    assert budi.chat_id == 2
    async with office.database.session() as session:
        person = await person_of_account(session, "telegram", 1)
        assert person is not None
        for kind in person.role_kinds:
            await roles.take(session, person, kind, person, clock.now())
    (told,) = await ani.presses("Ya, ganti")
    assert told.text == refusals.refused_not_allowed
    assert (await found(office)).revision == 0


async def test_in_english(office: CheckedOffice, ani: Person) -> None:
    number = await announced(office)
    await ani.presses("language:set:en")
    (card,) = await ani.presses(f"announcement_desk:view:{number}")
    assert "being sent, " in card.text
    assert card.keys[0] == ("Pause", "Stop for good")


async def test_recipients_without_people(office: CheckedOffice, ani: Person) -> None:
    """Nobody got it: the card says no numbers, the details that nobody has it."""
    number = await announced(office, AnnouncementState.SENT)
    async with office.database.session() as session:
        for recipient in await session.scalars(select(AnnouncementRecipient)):
            await session.delete(recipient)
    (card,) = await ani.presses(f"announcement_desk:view:{number}")
    assert len(card.text.split("\n")) == 2
    (details,) = await ani.presses("Rincian")
    assert details.text.endswith(desk.told_no_details)
