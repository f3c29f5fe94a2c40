"""The desk under haste and on a small screen: double taps count once, questions fit, labels fit."""

from __future__ import annotations

import pytest

from content.answers.seed import read
from content.text_faults import MOST_CHARACTERS, MOST_LINES, lines_on_screen, visible
from handlers.answers import MOST_LINES as MOST_ANSWER_LINES
from models import FaqState, FaqVersion
from services.faq.wording import MOST_WAYS
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import PIRT, acts, an_answered_ticket, ani_and_budi, gets, got, knows, proposed, rows
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import does

NEW_WORDS = "PIRT berlaku 5 tahun.\nLihat tanggalnya."
LONGEST_LABEL = 32


@pytest.mark.pitfall(21)
async def test_every_act_pressed_twice_counts_once(office_on_both: CheckedOffice) -> None:
    topics = await knows(office_on_both)
    await got(office_on_both, 11, topics[PIRT])
    ani, budi = await ani_and_budi(office_on_both)
    ticket = await an_answered_ticket(office_on_both, "pirt ku abis kpn", topic=topics[PIRT])
    await presses_twice(ani, f"faq_desk:pull_yes:{topics[PIRT]}")
    await presses_twice(ani, f"faq_desk:back:{topics[PIRT]}")
    back = await proposed(office_on_both)
    await presses_twice(budi, f"faq_desk:approve:{back.id}")
    await does(ani, f"!faq_desk:fix:{topics[PIRT]}", NEW_WORDS, "petugas")
    await presses_twice(ani, "faq_desk:send:0")
    words = await proposed(office_on_both)
    await presses_twice(budi, f"faq_desk:approve:{words.id}")
    await presses_twice(budi, f"faq_desk:correct:{words.id}")
    await presses_twice(ani, f"faq_desk:add:{ticket}")
    ways = await proposed(office_on_both)
    await budi.presses(f"faq_reject:ask:{ways.id}")
    await presses_twice(budi, f"faq_reject:why:{ways.id}.wrong")
    assert [act for act, _ in await acts(office_on_both)] == [
        "faq_pulled", "faq_proposed", "faq_approved", "faq_proposed", "faq_approved", "faq_correction_asked",
        "faq_proposed", "faq_rejected",
    ]  # fmt: skip
    assert [version.state for version in await rows(office_on_both, FaqVersion)][2:] == [
        FaqState.SUPERSEDED, FaqState.PUBLISHED, FaqState.REJECTED,
    ]  # fmt: skip


@pytest.mark.parametrize("spoken", ["Bahasa Indonesia", "English"])
async def test_what_staff_read_fits_the_screen(office: CheckedOffice, spoken: str) -> None:
    """Questions like everywhere; what shows an answer is longer by the answer, with its source and age."""
    documents = sorted(read().documents.values(), key=lambda document: -lines_on_screen(document.bodies["id"]))
    longest = documents[0]
    topics = await knows(office, *documents)
    await got(office, 11, topics[longest.id])
    ani, budi = await ani_and_budi(office)
    for person in (ani, budi):
        await does(person, "/bahasa", f"!{spoken}")
    ticket = await an_answered_ticket(office, *["bu mau tanya soal bakso beku " * 4] * 12, answer="Ya.\n" * 6)
    begun = len(ani.replies), len(budi.replies)
    topic = topics[longest.id]
    for act in (
        "/faq", *(f"!faq_desk:category:{category}" for category in ("kemasan", "pirt")), f"!faq_desk:view:{topic}",
        f"!faq_desk:pull:{topic}", f"!faq_desk:pull_yes:{topic}", f"!faq_desk:back:{topic}", "/menu",
        f"!faq_desk:fix:{topic}", f"!faq_desk:words:{topic}.same", f"!faq_desk:source:{topic}.same", "!faq_desk:send:0",
        f"!faq_desk:draft:{ticket}", "x" * 70, "Bakso beku", f"!faq_desk:kind:{ticket}.bpom",
        f"!faq_desk:words:{ticket}.same", "petugas", "!faq_desk:send:0",
    ):  # fmt: skip
        await does(ani, act)
        await gets(budi)
    for reply in [*ani.replies[begun[0] :], *budi.replies[begun[1] :]]:
        more_lines = MOST_ANSWER_LINES * answers_in(reply.text)
        more_lines += MOST_WAYS * 6 if "• bu mau" in reply.text else 0
        assert lines_on_screen(reply.text) <= MOST_LINES + more_lines, reply.text
        assert len(visible(reply.text)) <= MOST_CHARACTERS + 38 * more_lines, reply.text
        assert all(len(label) <= LONGEST_LABEL for row in reply.keys for label in row), reply.keys


def answers_in(text: str) -> int:
    """How many times the words of an answer stand in it: what is to be corrected is shown in both languages."""
    if any(mark in text for mark in ("Sekarang:", "At present:")):
        return 2
    return int(any(mark in text for mark in ("Sumber:", "Source:")))
