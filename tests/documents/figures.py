"""An office's figures for pictures and reports: nothing, little, and more than it will ever have."""

from __future__ import annotations

from datetime import UTC, datetime

from content.districts import district_book
from models import Cluster, MeetingState, Permit, QuestionOutcome
from services.office_clock import WITA
from services.statistics.announcements import AnnouncementFigures
from services.statistics.meetings import MeetingFigures
from services.statistics.mentors import ClassFigures, MentorFigures
from services.statistics.office import Compared, OfficeFigures
from services.statistics.periods import Quarter
from services.statistics.registrations import Registered
from services.statistics.tickets import TicketFigures
from services.statistics.topics import TopicFigures

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
QUARTER = Quarter(2026, 3, WITA)
LONG_NAME = "Dr. Ir. Hj. Siti Rahmatullah Nasution-Simanjuntak, M.Si. & <b>Rekan</b>"


def figures(times: int) -> OfficeFigures:
    """Everything so many times."""
    waits = tuple(hours / 2 for hours in range(min(times, 40)))
    return OfficeFigures(
        registered=Registered(120 * times, 9 * times),
        districts={each.name: Registered(at * times, at * times // 3) for at, each in enumerate(names())},
        clusters={each: Registered(20 * times, times) for each in (*Cluster, None)},
        outcomes={outcome: at * 7 * times for at, outcome in enumerate(QuestionOutcome, 1)},
        topics=[TopicFigures(1, "pirt-apa", 50 * times, 40 * times, 31 * times)] if times else [],
        tickets=TicketFigures(50 * times, len(waits), 3.4 if times else None, waits),
        meetings=MeetingFigures({state: 5 * times for state in MeetingState}, 11 * times, 2, 4.5 if times else None),
        mentors=[
            MentorFigures(at, (LONG_NAME if at % 2 else "Rina"), 9 * times, at % 3 * times)
            for at in range(min(times, 20))
        ],
        classes=ClassFigures(times, 12 * times),
        mentor_wait_days=2.5 if times else None,
        permits={permit: at * times for at, permit in enumerate(Permit)},
        announcements=[
            AnnouncementFigures(at, f"Pelatihan kemasan {LONG_NAME}", NOW, 90 * times, 80 * times, 9, 40 * times, 3)
            for at in range(min(times, 12))
        ],
    )  # fmt: skip


def names() -> list:  # type: ignore[type-arg]
    return sorted(district_book().districts, key=lambda each: each.name)


def both(times: int, before: int = 1) -> Compared:
    """Beside a period with other figures."""
    return Compared(QUARTER, figures(times), figures(before))
