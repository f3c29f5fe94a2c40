"""The class before it is opened: everything on one screen, each part can be changed."""

from __future__ import annotations

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button
from handlers.draft_form import answers
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import Rows
from handlers.workshops.names import NAME
from handlers.workshops.opening.form import QUESTIONS
from handlers.workshops.opening.mentors import told_holder
from handlers.workshops.opening.steps import Opening, text
from services.workshops import holders


async def words(context: BotContext) -> Text:
    """Everything that was told."""
    lines = [
        text.told_summary_line.format(field=QUESTIONS[key].field, answer=await _shown(context, key))
        for key in (step.value for step in Opening)
        if key in answers(context)
    ]
    return text.told_summary.format(lines=Text("\n").join(lines))


def rows(context: BotContext) -> Rows:
    """Open it, change a part, back, or out."""
    edits = [button(QUESTIONS[key].field.plain(), NAME, "edit", key) for key in context.draft["order"]]
    return [
        [button(text.button_open_now.plain(), NAME, "save")],
        *in_columns(edits, 3),
        [
            button(question_text.button_back.plain(), NAME, "summary", "back"),
            button(question_text.button_cancel.plain(), NAME, "summary", "cancel"),
        ],
    ]


async def _shown(context: BotContext, key: str) -> Text:
    answer = answers(context)[key]
    if key == Opening.MENTOR:
        return told_holder(await holders.named(context.session, answer))
    return QUESTIONS[key].shown(answer)
