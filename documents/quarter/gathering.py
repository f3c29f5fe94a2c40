"""Puts the figures of a quarter into words, tables and charts."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from content.texts import Text
from documents.maker import Asking
from documents.pictures.chart import Chart
from documents.pictures.maker import charts, period_asked
from documents.quarter.report import Grid, Report, Section
from documents.words import change, day, days_of, number, percent
from models import MeetingState
from services import roles
from services.errors import FieldRefused
from services.roles import Act
from services.statistics.office import Compared, OfficeFigures, compared
from services.statistics.periods import Quarter

text = content.texts.load("quarter")
pictures = content.texts.load("pictures")
_NOTES = (
    "note_registered", "note_questions", "note_waiting", "note_held", "note_permits", "note_announcements",
    "note_compared", "note_deleted",
)  # fmt: skip


async def gather(session: AsyncSession, asking: Asking) -> Report:
    """The report of the quarter that is named; raises FieldRefused for any other period."""
    period = period_asked(asking)
    if not isinstance(period, Quarter):
        raise FieldRefused
    figures = await compared(session, period, asking.office.clock)
    return told(asking, period, figures, shows_names=roles.allowed(asking.person, Act.SEE_MEETINGS))


def told(asking: Asking, period: Quarter, figures: Compared, *, shows_names: bool) -> Report:
    """The whole report in words."""
    names = {"number": period.number, "year": period.year}
    made = asking.now.astimezone(period.zone)
    is_over = period.end <= asking.now
    told_made = text.made.plain(day=day(made.date()), time=f"{made:%H.%M} {made.tzname()}")
    return Report(
        file_name=f"{text.file_quarter.plain()}-{period.key}.pdf",
        office=asking.office.name,
        title=text.title.plain(**names),
        days=days_of(period),
        made=told_made if is_over else " ".join([told_made, text.not_over.plain()]),
        summary_heading=text.summary.plain(),
        summary=[line.plain() for line in _summary(figures)],
        figures_heading=text.figures.plain(),
        figures=_figures(figures),
        sections=[_section(chart, figures) for chart in charts(figures, shows_names=shows_names)],
        notes_heading=text.notes.plain(),
        notes=[text[key].plain() for key in _NOTES],
        page=text.page.plain(page="{page}", pages="{pages}"),
        words=text.told_report.format(**names, days=days_of(period)),
    )


def _summary(figures: Compared) -> Sequence[Text]:
    now, before = figures.now, figures.before
    held, held_before = _held(now), _held(before)
    return [
        text.summary_registered.format(
            total=number(now.registered.total), new=number(now.registered.new),
            change=change(now.registered.new, before.registered.new),
        ),
        text.summary_questions.format(
            questions=number(now.questions), change=change(now.questions, before.questions),
            helped=percent(now.helped, now.rated), rated=number(now.rated),
        ),
        text.summary_staff.format(
            opened=number(now.tickets.opened), answered=number(now.tickets.answered), hours=_hours(now)
        ),
        text.summary_sessions.format(
            held=number(held), change=change(held, held_before), mentors=number(len(now.mentors)),
            missed=percent(_missed(now), held + _missed(now)), classes=number(now.classes.held),
            came=number(now.classes.came),
        ),
        text.summary_permits.format(
            count=number(sum(now.permits.values())),
            change=change(sum(now.permits.values()), sum(before.permits.values())),
        ),
        text.summary_announcements.format(
            count=number(len(now.announcements)), accepted=number(_accepted(now)),
            read=percent(_read(now), _accepted(now)),
        ),
    ]  # fmt: skip


def _figures(figures: Compared) -> Grid:
    now, before = figures.now, figures.before
    rows: list[tuple[Text, float | None, float | None]] = [
        (text.row_total, now.registered.total, before.registered.total),
        (text.row_new, now.registered.new, before.registered.new),
        (text.row_questions, now.questions, before.questions),
        (text.row_tickets, now.tickets.opened, before.tickets.opened),
        (text.row_hours, now.tickets.median_hours, before.tickets.median_hours),
        (text.row_requests, now.meetings.asked, before.meetings.asked),
        (text.row_days, now.mentor_wait_days, before.mentor_wait_days),
        (text.row_held, _held(now), _held(before)),
        (text.row_missed, _missed(now), _missed(before)),
        (text.row_cancelled, now.meetings.states[MeetingState.CANCELLED],
         before.meetings.states[MeetingState.CANCELLED]),
        (text.row_stars, now.meetings.stars, before.meetings.stars),
        (text.row_classes, now.classes.held, before.classes.held),
        (text.row_came, now.classes.came, before.classes.came),
        (text.row_permits, sum(now.permits.values()), sum(before.permits.values())),
        (text.row_announcements, len(now.announcements), len(before.announcements)),
        (text.row_accepted, _accepted(now), _accepted(before)),
    ]  # fmt: skip
    heads = [text.head_what, text.head_now, text.head_before, text.head_change]
    return Grid([head.plain() for head in heads], [_row(label.plain(), *values) for label, *values in rows])


def _row(label: str, now: float | None, before: float | None) -> Sequence[str]:
    difference = None if now is None or before is None else round(now - before, 1)
    told = "-" if difference is None else f"{'+' if difference > 0 else ''}{number(difference)}"
    return [label, *("-" if value is None else number(value) for value in (now, before)), told]


def _section(chart: Chart, figures: Compared) -> Section:
    words = Text(chart.words).plain().replace("<b>", "").replace("</b>", "")
    grid = _districts(figures) if chart.name == "districts" else None
    return Section(chart.title, words, chart, grid)


def _districts(figures: Compared) -> Grid:
    heads = [text.head_district, text.head_total, text.head_new, text.head_new_before]
    before = figures.before.districts
    rows = [
        [name, number(each.total), number(each.new), number(before[name].new)]
        for name, each in figures.now.districts.items()
    ]
    return Grid([head.plain() for head in heads], rows)


def _held(figures: OfficeFigures) -> int:
    return figures.meetings.states[MeetingState.HELD]


def _missed(figures: OfficeFigures) -> int:
    return figures.meetings.states[MeetingState.NO_SHOW]


def _accepted(figures: OfficeFigures) -> int:
    return sum(each.accepted for each in figures.announcements)


def _read(figures: OfficeFigures) -> int:
    return sum(each.read for each in figures.announcements)


def _hours(figures: OfficeFigures) -> Text:
    hours = figures.tickets.median_hours
    return pictures.none_yet if hours is None else pictures.in_hours.format(value=number(hours))
