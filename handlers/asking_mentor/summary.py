"""The summary: every answer, with a button to change each, and the language to be spoken if not Indonesian."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from content.texts import Text
from durable.context import BotContext
from handlers.asking_mentor.form import QUESTIONS
from handlers.asking_mentor.steps import NAME, chosen_business, order, text
from handlers.callbacks import button
from handlers.draft_form import answers
from handlers.mentoring_words import label_of, told_choice
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import Rows
from handlers.whom import business_label, helped_names
from models import Spoken


async def screen(context: BotContext) -> tuple[Text, Rows]:
    """The summary with its buttons."""
    return await words(context), await rows(context)


async def words(context: BotContext) -> Text:
    """Everything that mentors will read."""
    given = answers(context)
    shown = {key: QUESTIONS[key].shown(given[key]) for key in ("topic", "trouble", "way", "hours")}
    business = await chosen_business(context)
    language = told_choice(language_of(context) or Spoken.INDONESIAN)
    return text.ask_summary.format(
        business=business_label(business, await helped_names(context)), language=language, **shown
    )


async def rows(context: BotContext) -> Rows:
    """Search, change one line, or go back."""
    changes = [button(QUESTIONS[step].field.plain(), NAME, "edit", step.value) for step in await order(context)]
    changes.append(button(text.field_language.plain(), NAME, "language", "-"))
    return [[button(text.button_search.plain(), NAME, "search")], *in_columns(changes, 3), _way_out()]


def language_rows() -> Rows:
    """One button for each language."""
    buttons = [button(label_of(spoken).plain(), NAME, "language", spoken.value) for spoken in Spoken]
    return [*in_columns(buttons, 3), [button(question_text.button_back.plain(), NAME, "summary", "show")]]


def language_of(context: BotContext) -> Spoken | None:
    """The language that was chosen; None while none was."""
    chosen = context.draft.get("language")
    return Spoken(chosen) if chosen else None


def _way_out() -> list[InlineKeyboardButton]:
    return [
        button(question_text.button_back.plain(), NAME, "summary", "back"),
        button(question_text.button_cancel.plain(), NAME, "summary", "cancel"),
    ]
