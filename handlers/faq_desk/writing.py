"""Perbaiki and Jadikan FAQ: a few questions, a look at what people will read, and off to a second member of staff.

fix: words -> source -> shown -> proposed
draft: title -> kind -> words -> source -> shown -> proposed
"""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from durable.conversation import END
from handlers import leaving, old_buttons
from handlers.answers import told_answer
from handlers.callbacks import button, number, press
from handlers.faq_desk.buttons import NAME, text
from handlers.faq_desk.colleagues import officer
from handlers.faq_desk.form import DeskForm, told_faults
from handlers.faq_desk.listing import list_all
from handlers.faq_desk.proposals import send_proposal
from handlers.faq_desk.steps import (
    FIXING,
    STATES,
    Desk,
    begin_draft,
    corrected,
    first_open,
    is_fix,
    problems,
    written_answer,
)
from handlers.form import Next
from handlers.local_time import local_date
from handlers.questions.question import text as question_text
from handlers.replies import Rows, acknowledge, say
from models import FaqTopic
from services.errors import AnswerMissing, OfficeError
from services.faq import from_tickets, known, proposals
from services.reading.short_answers import says


async def fix(update: Update, context: BotContext) -> Next:
    """Asks for the right words of an answer."""
    await officer(context, update)
    answer = await known.answer_of_topic(context.session, number(press(update).what) or 0)
    if answer is None:
        raise AnswerMissing
    await acknowledge(update, context)
    if await asks_about_other_text(context, answer.topic_id, "fix_new"):
        return None
    if not context.draft.get("answers"):
        begin_draft(context, FIXING, answer.topic_id, answer.version_id)
    return await go_to(update, context, first_open(context))


async def fix_new(update: Update, context: BotContext) -> Next:
    """The same, and what was written before is thrown away."""
    await officer(context)
    context.draft.clear()
    return await fix(update, context)


async def asks_about_other_text(context: BotContext, subject: int, step: str) -> bool:
    """Whether something else was being written; then it is asked whether to go on with that."""
    kept = context.draft
    is_other = (kept.get("subject"), f"{'fix' if kept.get('base') else 'draft'}_new") != (subject, step)
    if not kept.get("answers") or not is_other:
        return False
    go_on = button(text.button_go_on.plain(), NAME, "resume")
    new = button(text.button_start_new.plain(), NAME, step, subject)
    await say(context, text.ask_go_on_or_new, [[go_on, new]])
    return True


async def resume(update: Update, context: BotContext) -> Next:
    """Goes on where the person left."""
    await officer(context)
    if not context.draft.get("order"):
        await list_all(update, context)
        return None
    await acknowledge(update, context)
    return await go_to(update, context, first_open(context))


async def go_to(update: Update, context: BotContext, step: Desk) -> Next:
    """Shows a step."""
    if step is not Desk.SHOWN:
        return await form.ask(update, context, step.value)
    await officer(context)
    if found := await problems(context, step):
        await say(context, told_faults(found), _preview_rows(can_send=False))
        return step
    answer = told_answer(await written_answer(context), local_date(context))
    await say(context, text.told_preview.format(answer=answer), _preview_rows(can_send=True))
    return step


def _preview_rows(can_send: bool) -> Rows:
    change = button(text.button_change.plain(), NAME, "change")
    send_or_change = [button(text.button_send.plain(), NAME, "send"), change] if can_send else [change]
    back = button(question_text.button_back.plain(), NAME, "shown", "back")
    return [send_or_change, [back, button(question_text.button_cancel.plain(), NAME, "shown", "cancel")]]


async def send(update: Update, context: BotContext) -> Next:
    """Proposes what was written; unless somebody else was faster, which is shown first."""
    author = await officer(context, update)
    await acknowledge(update, context)
    if await problems(context, Desk.SHOWN):
        return await go_to(update, context, Desk.SHOWN)
    document = await written_answer(context)
    if is_fix(context):
        answer = await corrected(context)
        if answer.version_id != context.draft["base"]:
            context.draft["base"] = answer.version_id
            await say(context, text.told_changed_meanwhile)
            return await go_to(update, context, Desk.SHOWN)
        topic, ticket_id = await context.session.get_one(FaqTopic, answer.topic_id), None
    else:
        ticket_id = context.draft["subject"]
        topic = await from_tickets.ensure_topic(context.session, ticket_id, context.now)
    version = await proposals.propose(context.session, topic, document, author, context.now, ticket_id)
    await send_proposal(update, context, author, version)
    return END


async def change(update: Update, context: BotContext) -> Next:
    """Asks for the words again; everything else stays."""
    await acknowledge(update, context)
    return await go_to(update, context, Desk.WORDS)


async def leave_preview(update: Update, context: BotContext) -> Next:
    """One question back, or out."""
    await acknowledge(update, context)
    match press(update).what:
        case "back":
            return await go_to(update, context, Desk(context.draft["order"][-1]))
        case "cancel":
            await leaving.leave(update, context)
            return None
    await old_buttons.tell(update, context, repeat)
    return None


async def take_preview_text(update: Update, context: BotContext) -> Next:
    """`kirim` and `kembali` may be typed too."""
    said = (update.effective_message.text if update.effective_message else None) or ""
    if says(said, "yes") or said.strip().lower() == text.button_send.plain().lower():
        return await send(update, context)
    return await go_to(update, context, Desk(context.draft["order"][-1]) if says(said, "back") else Desk.SHOWN)


async def repeat(update: Update, context: BotContext) -> None:
    """Shows the open step again."""
    if context.chat.state in STATES:
        await go_to(update, context, Desk(context.chat.state))


async def way_out(update: Update, context: BotContext) -> Rows:
    """The buttons of the open step."""
    if context.chat.state == Desk.SHOWN:
        return _preview_rows(can_send=True)
    try:
        return await form.way_out(update, context)
    except OfficeError:  # the ticket that is written about is gone
        return []


form = DeskForm(go_to)
