"""Tolak: a proposal is rejected with a reason, tapped or typed, that its author is told."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler

import content.texts
from content.texts import Text
from durable.context import BotContext
from durable.conversation import END, end
from handlers import leaving, old_buttons
from handlers.answers import told_answer, told_title
from handlers.callbacks import button, number, pattern, press
from handlers.colleagues import name_of, tell
from handlers.faq_desk.buttons import NAME, REJECT, text
from handlers.faq_desk.colleagues import officer
from handlers.labels import ANSWER
from handlers.local_time import local_date
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import Rows, acknowledge, say
from handlers.talk import Talk
from models import FaqVersion, Person
from services.errors import ProposalMissing
from services.faq import proposals
from services.faq.known import read

refusals = content.texts.load("refusals")
REASONS = ("source", "wrong", "language")
_TYPED = "typed"
_MOST_CHARACTERS = 300


class Reject(StrEnum):
    """The one thing that is asked."""

    REASON = "reason"


async def ask(update: Update, context: BotContext) -> Reject:
    """Asks why."""
    person = await officer(context, update)
    _, version = await proposals.waiting_proposal(context.session, number(press(update).what) or 0)
    if version.author_id == person.id:
        raise ProposalMissing
    await acknowledge(update, context)
    context.draft["version"] = version.id
    await repeat(update, context)
    return Reject.REASON


async def repeat(update: Update, context: BotContext) -> None:
    """Asks again, as long as there is something to decide on."""
    version = await _waiting(context)
    if version is None:
        return
    asked = text.ask_reason.format(title=told_title(read(version.document)))
    await say(context, asked, await way_out(update, context))


async def way_out(update: Update, context: BotContext) -> Rows:
    """The reasons, and the way out."""
    version_id = context.draft.get("version", 0)
    reasons = [button(text[f"button_reason_{key}"].plain(), REJECT, "why", f"{version_id}.{key}") for key in REASONS]
    return [*in_columns(reasons, 2), [button(question_text.button_cancel.plain(), REJECT, "no")]]


async def take_press(update: Update, context: BotContext) -> int | None:
    """A tapped reason."""
    version_id, _, key = press(update).what.partition(".")
    if version_id != str(context.draft.get("version")) or key not in REASONS:
        await old_buttons.tell(update, context, repeat)
        return None
    await acknowledge(update, context)
    return await _reject(context, key, lambda: text[f"reason_{key}"])


async def take_words(update: Update, context: BotContext) -> int:
    """A typed reason."""
    said = ((update.effective_message.text if update.effective_message else None) or "")[:_MOST_CHARACTERS]
    return await _reject(context, _TYPED, lambda: said)


async def _reject(context: BotContext, key: str, reason: Callable[[], str]) -> int:
    person = await officer(context)
    version = await _waiting(context)
    if version is None:
        return END
    await proposals.reject(context.session, version.id, person, context.now, key)
    document = read(version.document)
    rows = leaving.go_on_rows(context)
    await say(context, text.told_rejected.format(title=told_title(document)), rows)
    author = await context.session.get(Person, version.author_id or 0)

    def message(_: Person) -> tuple[Text, Rows]:
        told = text.told_your_proposal_rejected.format(
            name=name_of(person),
            title=told_title(document),
            reason=reason(),
            answer=told_answer(document, local_date(context)),
        )
        is_correction = version.ticket_id is None  # of a new answer there is nothing yet that could be corrected
        return told, [[button(text.button_fix.plain(), NAME, "fix", version.topic_id)]] if is_correction else []

    if author is not None:
        await tell(context, author, message)
    return END


async def _waiting(context: BotContext) -> FaqVersion | None:
    """The proposal, or None: somebody was faster, which is said, and nothing is asked any more."""
    try:
        return (await proposals.waiting_proposal(context.session, context.draft["version"]))[1]
    except ProposalMissing as error:
        await say(context, refusals[error.reason], leaving.go_on_rows(context))
        end(context.chat)
        return None


async def cancel(update: Update, context: BotContext) -> int:
    """The proposal goes on waiting."""
    await acknowledge(update, context)
    await say(context, text.told_nothing_changed, leaving.go_on_rows(context))
    return END


faq_reject = Talk(
    name=REJECT,
    entry_points=[CallbackQueryHandler(ask, pattern(REJECT, "ask"))],
    states={
        Reject.REASON: [
            CallbackQueryHandler(take_press, pattern(REJECT, "why")),
            CallbackQueryHandler(cancel, pattern(REJECT, "no")),
            MessageHandler(ANSWER, take_words),
        ]
    },
    repeat=repeat,
    way_out=way_out,
)
