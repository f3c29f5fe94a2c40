"""The summary: every answer, each with a button to change it."""

from __future__ import annotations

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button
from handlers.draft_form import answers
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.registration.form import QUESTIONS
from handlers.registration.owner import owner_of
from handlers.registration.steps import NAME, progress, steps
from handlers.replies import Rows

text = content.texts.load("register")


async def words(context: BotContext) -> Text:
    """Everything that will be saved."""
    given = answers(context)
    shown = {key: QUESTIONS[key].shown(given[key]) for key in QUESTIONS if key in given}
    if "owner" not in shown:
        person = await owner_of(context)
        shown["owner"] = Text("{name}").format(name=person.name if person and person.name else "-")
    step, of = await progress(context, "summary")
    return text.ask_summary.format(progress=question_text.told_progress.format(step=step, steps=of), **shown)


async def rows(context: BotContext) -> Rows:
    """Save, change one line, or go back."""
    changes = [
        button(QUESTIONS[step].field.plain(), NAME, "edit", step.value)
        for step in await steps(context)
        if step.value in QUESTIONS
    ]
    return [
        [button(text.button_save.plain(), NAME, "save")],
        *in_columns(changes, 2),
        [
            button(question_text.button_back.plain(), NAME, "summary", "back"),
            button(question_text.button_cancel.plain(), NAME, "summary", "cancel"),
        ],
    ]
