"""The reminder of a class, for somebody with a seat or its mentor."""

from __future__ import annotations

from content.texts import Text
from handlers.replies import Rows
from handlers.workshops.lines import told_class
from handlers.workshops.names import act, text
from models import Occasion, Workshop
from services.office_clock import OfficeClock


def notice(
    occasion: Occasion, workshop: Workshop, is_mentor: bool, office: OfficeClock, *, is_late: bool
) -> tuple[Text, Rows]:
    """In the current language. Whoever cannot come says so from here: the seat goes to somebody who waits."""
    told = text.told_soon if occasion is Occasion.HOUR_BEFORE else text.told_ahead
    words = told.format(what=told_class(workshop, office.zone))
    if is_late:
        words = text.told_late + "\n" + words
    cannot = act(text.button_cannot, "off", workshop) if is_mentor else act(text.button_leave, "leave", workshop)
    return words, [[cannot, act(text.button_see, "view", workshop)]]
