"""One request by hand: the list of what waits, a card, the mentors who fit, and asking the chosen one."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.local_time import office_clock, told_hour, told_span
from handlers.matching.reasons import told_reasons
from handlers.matching_desk.card import card, card_rows
from handlers.matching_desk.names import NAME, home_button, mentor_name, text, two_numbers
from handlers.matching_desk.notices import tell_producer
from handlers.mentor_card.offers import told_asker
from handlers.mentoring_words import told_choice
from handlers.paging import turning
from handlers.passing_on import send_said
from handlers.questions.question import in_columns
from handlers.replies import acknowledge, show
from handlers.who import writer
from models import HelpRequest, Mentor, Person
from services import matching, roles
from services.errors import MentorMissing, RequestMissing
from services.matchmaking import deciding, proposals
from services.mentoring import requests
from services.roles import Act
from services.tickets import Said

PAGE = 6
_MOST_SUGGESTED = 5


async def list_waiting(update: Update, context: BotContext) -> None:
    """What waits, the oldest first."""
    roles.require(await writer(context), Act.MATCH_REQUESTS)
    await acknowledge(update, context)
    count = await proposals.waiting_count(context.session)
    if not count:
        await show(update, context, text.told_nobody_waits)
        return
    pages = -(-count // PAGE)
    page = min(number(press(update).what) or 0, pages - 1)
    found = await proposals.waiting(context.session, PAGE, page * PAGE)
    lines = [
        text.told_line.format(
            number=each.id, topic=told_choice(each.topic), who=told_asker(each),
            span=told_span(context.now - each.opened_at),
        )
        for each in found
    ]  # fmt: skip
    buttons = [button(text.button_number.plain(number=each.id), NAME, "view", each.id) for each in found]
    told = text.told_list.format(count=count, requests=Text("\n").join(lines))
    await show(update, context, told, [*in_columns(buttons, 3), *turning(NAME, "list", page, pages), [home_button()]])


async def view(update: Update, context: BotContext) -> None:
    """The card of one request."""
    _, request = await _pressed(context, number(press(update).what), await writer(context))
    await acknowledge(update, context)
    await show(update, context, await card(context, request), card_rows(request))


async def send_file(update: Update, context: BotContext) -> None:
    """The photo or voice note with which the trouble was told."""
    _, request = await _pressed(context, number(press(update).what), await writer(context))
    if request.file_kind is None:  # deleted by the producer
        raise RequestMissing
    await acknowledge(update, context)
    said = Said(request.file_kind, None, request.file_id, request.unique_id)
    await send_said(context, context.chat.chat_id, said, text.told_file.format(number=request.id))


async def suggest(update: Update, context: BotContext) -> None:
    """The mentors who fit, each with reasons and an hour."""
    _, request = await _pressed(context, number(press(update).what), await writer(context))
    await acknowledge(update, context)
    found, zone = await _suggested(context, request), office_clock(context).zone
    look = button(text.button_list.plain(), NAME, "list", 0)
    if not found:
        await show(update, context, text.told_no_suggestion.format(number=request.id), [[look]])
        return
    lines, buttons = [], []
    for at, each in enumerate(found, 1):
        name = mentor_name(await context.session.get(Mentor, each.mentor_id))
        told = told_reasons(each.reasons, zone)
        lines.append(
            text.told_suggestion.format(number=at, name=name, reasons=told, hour=told_hour(each.starts_at, zone))
        )
        label = text.button_mentor.plain(number=at, name=name)
        buttons.append([button(label, NAME, "offer", f"{request.id}.{each.mentor_id}")])
    told = text.told_suggestions.format(number=request.id, mentors=Text("\n").join(lines))
    await show(update, context, told, [*buttons, [look]])


async def offer(update: Update, context: BotContext) -> None:
    """Asks the chosen mentor, for the first hour that both can. Raises MentorMissing for who does not fit now."""
    request_id, mentor_id = two_numbers(press(update).what)
    by, request = await _pressed(context, request_id, await writer(context))
    suggested = {each.mentor_id: each.starts_at for each in await _suggested(context, request)}
    if mentor_id not in suggested:
        raise MentorMissing
    office = office_clock(context)
    made = await deciding.offer_by_hand(
        context.session, by, request, mentor_id, suggested[mentor_id], context.now, office
    )
    await acknowledge(update, context)
    hour, name = told_hour(made.starts_at, office.zone), mentor_name(made.mentor)
    rows = [[button(text.button_list.plain(), NAME, "list", 0)]]
    await show(update, context, text.told_offered.format(number=request.id, name=name, hour=hour), rows)
    await tell_producer(context, made)


async def _suggested(context: BotContext, request: HelpRequest) -> list[matching.Suggestion]:
    return await matching.suggest(
        context.session, requests.wanted(request), context.now, office_clock(context).zone,
        without=await deciding.asked_before(context.session, request.id), most=_MOST_SUGGESTED,
    )  # fmt: skip


async def _pressed(context: BotContext, request_id: int | None, person: Person | None) -> tuple[Person, HelpRequest]:
    by = roles.require(person, Act.MATCH_REQUESTS)
    return by, await deciding.waiting_request(context.session, by, request_id)
