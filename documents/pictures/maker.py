"""The pictures of the statistics: one that was chosen, or all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from documents.made import Made
from documents.maker import Asking, Maker
from documents.pictures import gained, mentoring, places, talks
from documents.pictures.chart import Chart
from services import roles
from services.errors import FieldRefused
from services.roles import Act
from services.statistics.office import Compared, compared
from services.statistics.periods import Period, period_of

ALL = "all"
CHARTS: Mapping[str, Callable[[Compared], Chart]] = {
    "districts": places.districts,
    "clusters": places.clusters,
    "asked": talks.asked,
    "waiting": talks.waiting,
    "mentors": mentoring.mentors,
    "permits": gained.permits,
    "announcements": gained.announcements,
}


async def gather(session: AsyncSession, asking: Asking) -> list[Chart]:
    """What the pictures will show."""
    chosen = str(asking.params.get("picture"))
    if chosen != ALL and chosen not in CHARTS:
        raise FieldRefused
    figures = await compared(session, period_asked(asking), asking.office.clock)
    found = charts(figures, shows_names=roles.allowed(asking.person, Act.SEE_MEETINGS))
    return [chart for chart in found if chosen in (ALL, chart.name)]


def charts(figures: Compared, *, shows_names: bool) -> list[Chart]:
    """All of them."""
    made = {name: chart(figures) for name, chart in CHARTS.items()}
    made["mentors"] = mentoring.mentors(figures, shows_names=shows_names)
    return list(made.values())


def period_asked(asking: Asking) -> Period:
    """The period that a job names; raises FieldRefused where it names none."""
    period = period_of(str(asking.params.get("period")), asking.now, asking.office.clock.zone)
    if period is None:
        raise FieldRefused
    return period


def draw(gathered: Sequence[Chart]) -> list[Made]:
    """Each as a file."""
    from documents.pictures.drawing import png

    return [Made(f"{chart.name}.png", "image/png", png(chart), chart.words) for chart in gathered]


PICTURES = Maker(Act.MAKE_REPORT, gather, draw)
