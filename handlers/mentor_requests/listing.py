"""Permintaan: requests that wait or are booked, own and of the helped, each with its next step and a way out."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.local_time import office_clock
from handlers.mentor_requests import notices
from handlers.mentor_requests.lines import told_request
from handlers.mentor_requests.names import NAME, text
from handlers.mentoring_words import label_of
from handlers.replies import Rows, acknowledge, say, show
from handlers.who import writer
from handlers.whom import helped_names, named
from handlers.workshops.names import list_button
from models import HelpRequest, OfferState, RequestState
from services.mentoring import requests
from services.roles import stands_for


async def list_mine(update: Update, context: BotContext) -> None:
    """All of them, newest first; one alone is shown at once."""
    await acknowledge(update, context)
    mine = await requests.requests_of(context.session, stands_for(await writer(context)))
    ask = button(text.button_new.plain(), "mentor", "new")
    if not mine:
        await say(context, text.told_none, [[ask]])
        return
    if len(mine) == 1:
        told, rows = await screen(context, mine[0])
        await say(context, told, [*rows, [ask]])
        return
    lines = [await _line(context, each) for each in mine[:_MOST_SHOWN]]
    buttons = [[button(_label(each), NAME, "view", each.id)] for each in mine[:_MOST_SHOWN]]
    await say(context, text.told_mine.format(requests=Text("\n\n").join(lines)), [*buttons, [ask]])


async def view(update: Update, context: BotContext) -> None:
    """One of them."""
    request = await _pressed(context, update)
    await acknowledge(update, context)
    await show(update, context, *await screen(context, request))


async def ask_cancel(update: Update, context: BotContext) -> None:
    """Whether it shall be taken back."""
    request = await _pressed(context, update)
    await acknowledge(update, context)
    yes = button(text.button_cancel_yes.plain(), NAME, "cancel_yes", request.id)
    no = button(text.button_keep.plain(), NAME, "view", request.id)
    await show(update, context, text.ask_cancel.format(topic=label_of(request.topic)), [[yes, no]])


async def cancel(update: Update, context: BotContext) -> None:
    """Takes it back. Raises RequestConflict when it is over already."""
    request = await _pressed(context, update)
    await requests.cancel_request(context.session, request, context.now)
    await acknowledge(update, context)
    await show(update, context, text.told_cancelled)


async def screen(context: BotContext, request: HelpRequest) -> tuple[Text, Rows]:
    """One request with what can be done about it."""
    told = await _line(context, request)
    if request.state is RequestState.AGREED:
        meeting = await requests.booked_meeting(context.session, request.id)
        if meeting is None:
            return told, [[list_button()]]
        return told, [[button(text.button_meeting.plain(), "meeting", "view", meeting.id)]]
    if request.state not in requests.OPEN:
        return told, []
    offer = await requests.open_offer(context.session, request.id)
    answer = [notices.counter_row(offer)] if offer is not None and offer.state is OfferState.COUNTERED else []
    return told, [*answer, [button(text.button_cancel.plain(), NAME, "cancel", request.id)]]


async def _line(context: BotContext, request: HelpRequest) -> Text:
    offer = await requests.open_offer(context.session, request.id)
    meeting = await requests.booked_meeting(context.session, request.id)
    told = told_request(request, offer, meeting, office_clock(context))
    return named(told, request.producer_id, await helped_names(context))


def _label(request: HelpRequest) -> str:
    return label_of(request.topic).plain()


async def _pressed(context: BotContext, update: Update) -> HelpRequest:
    return await requests.own_request(context.session, await writer(context), number(press(update).what))


_MOST_SHOWN = 3
