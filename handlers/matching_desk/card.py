"""A request as staff see it while a mentor is looked for."""

from __future__ import annotations

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button
from handlers.local_time import office_clock, told_span, told_time
from handlers.matching_desk.names import NAME, mentor_name, text
from handlers.mentor_card.offers import told_asker, told_trouble
from handlers.mentoring_words import told_choice
from handlers.replies import Rows
from handlers.told_week import told_hours
from models import HelpRequest, Mentor, RequestState, Spoken
from services.matchmaking import deciding
from services.mentoring import requests


async def card(context: BotContext, request: HelpRequest) -> Text:
    """Who asks, for what, how and when, since when, and whom it was offered to before."""
    lines = [text.told_who.format(who=told_asker(request))]
    if words := told_trouble(request):
        lines.append(words)
    lines.append(text.told_wish.format(topic=told_choice(request.topic), way=told_choice(request.way)))
    if request.language not in (None, Spoken.INDONESIAN):
        lines.append(text.told_language.format(language=told_choice(request.language)))
    hours = requests.hours_wanted(request)
    lines.append(text.told_hours.format(hours=told_hours(hours) if hours else text.told_any_hour))
    since = told_time(request.opened_at, office_clock(context).zone)
    lines.append(text.told_since.format(time=since, span=told_span(context.now - request.opened_at)))
    asked = sorted(await deciding.asked_before(context.session, request.id))
    if asked:
        names = [mentor_name(await context.session.get(Mentor, mentor)) for mentor in asked]
        lines.append(text.told_asked_before.format(names=", ".join(names)))
    if request.state is RequestState.STAFF:
        lines.append(text.told_with_staff)
    return text.told_card.format(number=request.id, parts=Text("\n").join(lines))


def card_rows(request: HelpRequest) -> Rows:
    """What can be done with it."""
    suggest = button(text.button_suggest.plain(), NAME, "suggest", request.id)
    file = [button(text.button_file.plain(), NAME, "file", request.id)] if request.file_kind else []
    return [[suggest, *file], [button(text.button_list.plain(), NAME, "list", 0)]]
