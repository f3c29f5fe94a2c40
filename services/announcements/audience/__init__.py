"""Whom an announcement is for, and who of them gets it."""

from services.announcements.audience.query import people_in
from services.announcements.audience.reach import Reach, reach_of, recipients_in
from services.announcements.audience.value import Activeness, Audience, from_json

__all__ = ["Activeness", "Audience", "Reach", "from_json", "people_in", "reach_of", "recipients_in"]
