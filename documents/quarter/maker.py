"""The report of a quarter: `params["period"]` is the quarter's key, such as `2026q3`."""

from __future__ import annotations

from documents.made import Made
from documents.maker import Maker
from documents.quarter.gathering import gather
from documents.quarter.report import Report
from services.roles import Act


def draw(gathered: Report) -> list[Made]:
    """The file, in the drawing process."""
    from documents.quarter.drawing import draw as drawn

    return drawn(gathered)


QUARTER = Maker(Act.MAKE_REPORT, gather, draw)
