"""What an asker reads at one glance, filled with real values, fits a small screen; staff lists stay short."""

from __future__ import annotations

import pytest

from content.text_faults import MOST_CHARACTERS, MOST_LINES, lines_on_screen, visible
from durable import clock
from services import tickets
from services.working_time import USUAL_HOURS
from tests.conversations.walks import does

from .conftest import Time
from .talk import OTHER_WORDS, WITA, WORDS, StaffedOffice, ask_words, desk_words, photo

LONG = "Bu, " + "keripik pisang saya yang rasa balado cepat sekali melempem kalau dikirim ke Busang, " * 4
CHECK_LINES = 6
"""The words shown before sending, which are the asker's own."""
CARD_LINES = 24


@pytest.mark.parametrize("spoken", ["Bahasa Indonesia", "English"])
async def test_what_an_asker_reads_fits_the_screen(desk: StaffedOffice, time: Time, spoken: str) -> None:
    time.is_at(28, 10)  # a Saturday: the longest word on when an answer comes
    siti = desk.asker()
    await does(siti, "/bahasa", f"!{spoken}")
    await siti.sends(**photo())
    for act in (LONG, "!ask_staff:add:0", "!ask_staff:check:0", "!ask_staff:send:0", "/pertanyaan_saya", "/hapus_data"):
        await does(siti, act)
    (ticket,) = await desk.tickets()
    await desk.ticks()
    await desk.budi.replies_to(desk.budi.hears()[-1], text="Ya.")
    siti.hears()
    await does(siti, f"!ask_staff:not_helped:{ticket.id}", f"!ask_staff:more:{ticket.id}", WORDS, "!ask_staff:send:0")
    await desk.budi.presses(f"ticket_desk:close_yes:{ticket.id}")
    siti.hears()
    for reply in siti.replies:
        most = MOST_LINES + (CHECK_LINES if "balado" in reply.text else 0)
        assert len(visible(reply.text)) <= MOST_CHARACTERS + (200 if "balado" in reply.text else 0), reply.text
        assert lines_on_screen(reply.text) <= most, reply.text


async def test_long_talk_can_be_opened(desk: StaffedOffice) -> None:
    _, number = await desk.asked()
    async with desk.office.database.session() as session:
        ticket = await tickets.own_ticket(session, "telegram", 11, number)
        for _ in range(60):
            await tickets.write_more(session, ticket, words="iya bu", now=clock.now(), hours=USUAL_HOURS, zone=WITA)
    earlier, *said, card = await desk.budi.presses(f"ticket_desk:view:{number}")
    assert (earlier.text, len(said)) == (desk_words.told_earlier.format(count=41), 20)
    assert card.text.startswith(f"<b>Pertanyaan no. {number}</b>")


async def test_what_staff_read_stays_short(desk: StaffedOffice, time: Time) -> None:
    for chat in range(6):
        await desk.asked(f"{chat} {LONG}{OTHER_WORDS * chat}", 20 + chat, "Ibu Siti Aminah Sulaiman")
    await desk.ticks()
    time.is_at(25, 11)
    await desk.ticks()
    await desk.ani.says("/pertanyaan")
    assert len(desk.ani.replies) == 4
    for reply in desk.ani.replies[1:]:
        assert lines_on_screen(reply.text) <= CARD_LINES, reply.text
    assert ask_words.told_seen_by.format(office="x").endswith("x.")
