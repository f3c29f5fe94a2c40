"""The screens that are no questions: the promise before them and the summary after them."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button
from handlers.draft_form import answers
from handlers.mentor_profile.lines import told_lines
from handlers.mentor_profile.questions import QUESTIONS
from handlers.mentor_profile.steps import NAME, Step, is_skipped, progress, steps, text
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import Rows
from handlers.who import writer


def promise_rows() -> Rows:
    """Yes or no; there is nothing to go back to."""
    agree = button(text.button_promise.plain(), NAME, Step.PROMISE, "yes")
    return [[agree, button(text.button_not_yet.plain(), NAME, Step.PROMISE, "no")]]


async def summary(context: BotContext) -> Text:
    """Everything that will be sent."""
    person = await writer(context)
    step, of = progress(context, Step.SUMMARY)
    lines = told_lines(answers(context), (person.name if person else None) or "-")
    return text.ask_summary.format(progress=question_text.told_progress.format(step=step, steps=of), lines=lines)


def summary_rows(context: BotContext) -> Rows:
    """Send, change one answer, or go back."""
    changes = [
        button(QUESTIONS[step].field.plain(), NAME, "edit", step.value)
        for step in steps(context)
        if step.value in QUESTIONS and not is_skipped(context, step)
    ]

    def out(label: Text, what: str) -> InlineKeyboardButton:
        return button(label.plain(), NAME, Step.SUMMARY, what)

    last = [out(question_text.button_back, "back"), out(question_text.button_cancel, "cancel")]
    return [[button(text.button_send.plain(), NAME, "send")], *in_columns(changes, 3), last]
