"""What the author of an announcement is told: that it stopped by itself, and how it ended."""

from __future__ import annotations

from content.texts import Text
from handlers.announcement_desk.card import card, rows_of, title_of, told_reasons, told_states
from handlers.announcement_desk.names import steering, text
from handlers.telling import Notice
from models import Announcement, RecipientState
from services.announcements.judging import BAD
from services.announcements.report import Report

__all__ = ["card", "finished", "halted"]


def halted(announcement: Announcement, report: Report) -> Notice:
    """Why it stopped, and the two ways on."""
    told = text[f"told_{announcement.halt_reason}"].format(
        title=title_of(announcement),
        tried=report.over,
        bad=sum(report[state] for state in BAD),
        waiting=report[RecipientState.WAITING],
        reasons=Text("\n").join(told_reasons(report, *BAD)),
    )
    return told, [steering(announcement)]


def finished(announcement: Announcement, report: Report) -> Notice:
    """What became of it."""
    if not report.people:
        return text.told_nobody.format(title=title_of(announcement)), ()
    lines = Text("\n").join(told_states(report))
    return text.told_finished.format(title=title_of(announcement), lines=lines), rows_of(announcement)
