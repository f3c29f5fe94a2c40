"""Opening a class: beginning (also from waiting requests), the summary, and the class itself."""

from __future__ import annotations

from datetime import timedelta

from telegram import Update

import content.texts
from durable.context import BotContext
from durable.conversation import END, suspend
from handlers.callbacks import button, press
from handlers.form import Next
from handlers.local_time import office_clock
from handlers.replies import Rows, acknowledge, say
from handlers.telling import Notice, tell_person
from handlers.workshops import notices
from handlers.workshops.names import ABOUT, NAME, list_button
from handlers.workshops.opening import summary
from handlers.workshops.opening.form import OpeningForm
from handlers.workshops.opening.steps import (
    ANY,
    STATES,
    Opening,
    begin_draft,
    first_open,
    mentor_id,
    opener,
    plan,
    text,
)
from models import Cluster, Expertise, Workshop
from services.errors import FieldRefused
from services.reading.short_answers import says
from services.workshops import inviting, opening

menu_text = content.texts.load("menu")
_CARD_EVERY = timedelta(hours=24)


async def start(update: Update, context: BotContext) -> Next:
    """Begins, or offers to go on with the class that was left."""
    person = await opener(context)
    await acknowledge(update, context)
    if context.draft.get("answers"):
        go_on = button(menu_text.button_go_on_workshop.plain(), NAME, "resume")
        await say(context, text.ask_go_on_or_new, [[go_on, button(text.button_start_new.plain(), NAME, "new")]])
        suspend(context.chat)
        return None
    begin_draft(context, person)
    return await go_to(update, context, first_open(context))


async def start_new(update: Update, context: BotContext) -> Next:
    """Throws the earlier answers away and begins."""
    person = await opener(context)
    await acknowledge(update, context)
    begin_draft(context, person)
    return await go_to(update, context, first_open(context))


async def start_from_group(update: Update, context: BotContext) -> Next:
    """For those who wait for a mentor with one topic (and cluster): both are known already."""
    person = await opener(context)
    topic, _, cluster = press(update).what.partition(".")
    if topic not in set(Expertise) or cluster not in {*Cluster, "-"}:
        raise FieldRefused
    await acknowledge(update, context)
    begin_draft(context, person, topic=topic, cluster=ANY if cluster == "-" else cluster)
    return await go_to(update, context, first_open(context))


async def resume(update: Update, context: BotContext) -> Next:
    """Goes on where it was left."""
    if "order" not in context.draft:
        return await start(update, context)
    await acknowledge(update, context)
    return await go_to(update, context, first_open(context))


async def go_to(update: Update, context: BotContext, step: Opening) -> Next:
    """Shows a step."""
    if step is Opening.SUMMARY:
        await opener(context)
        await say(context, await summary.words(context), summary.rows(context))
        return step
    return await form.ask(update, context, step.value)


async def take_summary_text(update: Update, context: BotContext) -> Next:
    """`ya` and `kembali` may be typed too."""
    said = (update.effective_message.text if update.effective_message else None) or ""
    return await (save(update, context) if says(said, "yes") else form.stay_at_summary(update, context))


async def save(update: Update, context: BotContext) -> Next:
    """Opens it, and says how many are invited. What has become impossible since is told, and can be changed."""
    by = await opener(context)
    if (missing := first_open(context)) is not Opening.SUMMARY:
        await acknowledge(update, context)
        return await go_to(update, context, missing)
    open_it = opening.open_from_requests if context.draft["of_requests"] else opening.open_workshop
    holder, office = mentor_id(context, by), office_clock(context)
    workshop = await open_it(context.session, by, holder, plan(context), context.now, office)
    await acknowledge(update, context)
    count = await inviting.count(context.session, workshop)
    told = text.told_opened if workshop.mentor_agreed_at else text.told_opened_for_mentor
    await say(context, told.format(title=workshop.title, count=count), [[list_button()]])
    await _ask_in_time(context, workshop)
    return END


async def _ask_in_time(context: BotContext, workshop: Workshop) -> None:
    """The mentor's next card asks for the yes; where it may come too late, the mentor is asked now."""
    if workshop.mentor_agreed_at is not None or workshop.decides_at > context.now + _CARD_EVERY:
        return
    zone = office_clock(context).zone

    def notice() -> Notice:
        return notices.ask_mentor(workshop, zone)

    await tell_person(context, workshop.mentor_id, notice, about=(ABOUT, workshop.id))
    workshop.mentor_told_at = context.now


async def repeat(update: Update, context: BotContext) -> None:
    """Shows the open step again."""
    if context.chat.state in STATES and "order" in context.draft:
        await go_to(update, context, Opening(context.chat.state))


async def way_out(update: Update, context: BotContext) -> Rows:
    """The buttons of the open step that lead on or out."""
    if context.chat.state == Opening.SUMMARY:
        return summary.rows(context)
    return await form.way_out(update, context)


form = OpeningForm(go_to)
