"""What staff read of an announcement adds up to its people."""

from __future__ import annotations

from handlers.announcement_desk.card import told_states
from models import RecipientState
from services.announcements.report import Report


def test_every_person_stands_in_one_line() -> None:
    states = {state: at for at, state in enumerate(RecipientState, 1)}
    report = Report(states, {}, {}, {}, read=0, not_corrected=0, revised=0)
    counts = [int(line.rpartition(": ")[2]) for line in told_states(report)]
    assert (sorted(counts), sum(counts)) == (sorted(states.values()), report.people)
