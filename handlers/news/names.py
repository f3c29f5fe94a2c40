"""What the parts of this conversation share."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import content.texts
from content.texts import Text
from handlers.callbacks import button
from handlers.replies import Rows
from models import NewsTopic, Rsvp
from services.news.stops import TOPICS

NAME = "news"
text = content.texts.load("news").require(
    *(f"topic_{topic.value}" for topic in TOPICS), "button_go_chosen", "button_no_chosen"
)

_COMING: Mapping[Rsvp | None, Text] = {Rsvp.GOING: text.button_go_chosen, Rsvp.WAITLISTED: text.button_waits}


def told_topic(topic: NewsTopic) -> Text:
    """What an announcement is about, in words."""
    return text[f"topic_{topic.value}"]


def rows_of(announcement_id: int, *, asks_rsvp: bool, rsvp: Rsvp | None = None, is_read: bool = False) -> Rows:
    """The buttons under an announcement, for somebody who has answered so far."""
    stop = button(text.button_stop.plain(), NAME, "stop", announcement_id)
    if asks_rsvp:
        go = _COMING.get(rsvp, text.button_go)
        no = text.button_no_chosen if rsvp is Rsvp.NOT_GOING else text.button_no
        answers = [button(go.plain(), NAME, "go", announcement_id), button(no.plain(), NAME, "no", announcement_id)]
        return [answers, [stop]]
    return [[stop]] if is_read else [[button(text.button_read.plain(), NAME, "read", announcement_id)], [stop]]


def ways_back(stopped: Collection[NewsTopic]) -> Rows:
    """After everything was stopped, or comes again."""
    topics = button(text.button_topics.plain(), NAME, "topics")
    if NewsTopic.ALL in stopped:
        return [[button(text.button_again.plain(), NAME, "all", "on"), topics]]
    return [[topics, button(text.button_latest.plain(), NAME, "latest")]]
