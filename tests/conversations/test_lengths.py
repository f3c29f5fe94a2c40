"""What people read at one glance, filled with real values, fits a small screen."""

from __future__ import annotations

import pytest

from content.text_faults import MOST_CHARACTERS, MOST_LINES, lines_on_screen, visible
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.walks import STATES, does, reach

MORE_LINES_OF_ANSWERS = 4
"""A summary shows what people wrote, which may run over."""


@pytest.mark.parametrize("spoken", ["Bahasa Indonesia", "English"])
async def test_every_question_fits_the_screen(office: CheckedOffice, spoken: str) -> None:
    siti = office.person(11)
    await does(siti, "/bahasa", f"!{spoken}", "/start", "/bantuan")
    if spoken == "English":
        await does(siti, "/daftar", "!Yes, I agree", "Siti", "Dapur Siti", "Busang", "dodol, sale", "!That is right")
        await does(siti, "processed", "done")
    else:
        await reach(siti, STATES[-1])
    for reply in siti.replies:
        most_lines = MOST_LINES + (MORE_LINES_OF_ANSWERS if "7 dari 7" in reply.text or "7 of 7" in reply.text else 0)
        assert len(visible(reply.text)) <= MOST_CHARACTERS, reply.text
        assert lines_on_screen(reply.text) <= most_lines, reply.text
