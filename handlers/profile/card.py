"""The card of a business: every field, what the business is, how big, how complete; and the buttons below."""

from __future__ import annotations

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button
from handlers.profile.fields import QUESTIONS, former
from handlers.questions.question import in_columns
from handlers.registration.outcome import told_sizes
from handlers.replies import Rows
from models import Business
from services.profile import completeness

text = content.texts.load("profile")
question_text = content.texts.load("questions")
words = content.texts.load("classification")


async def told_card(context: BotContext, business: Business) -> Text:
    """Everything the office keeps about the business."""
    lines = []
    for key, question in QUESTIONS.items():
        answer = await former(context, business, key)
        shown = question.shown(answer) if answer is not None else text.told_field_open
        lines.append(text.told_field.format(field=question.field, answer=shown))
    told = text.told_card.format(
        name=business.name,
        fields=Text("\n").join(lines),
        kind=_kind(business),
        sizes=told_sizes(business),
        percent=completeness(business).percent,
    )
    return Text(told.replace("\n\n\n", "\n\n"))


def _kind(business: Business) -> Text:
    if business.decided_kind is not None:
        return text.told_decided.format(kind=words[f"told_{business.decided_kind.value}_short"])
    kind = words[f"told_{business.kind.value}_short"]
    return text.told_waiting.format(kind=kind) if business.needs_decision else kind


def card_rows(business: Business) -> Rows:
    """What can be done with the business."""
    rows = []
    if completeness(business).missing:
        rows.append([button(text.button_complete.plain(), "profile", "complete", business.id)])
    rows.append([button(text.button_change.plain(), "businesses", "fields", business.id)])
    rows.append(
        [
            button(text.button_add.plain(), "register", "start"),
            button(text.button_all.plain(), "businesses", "list"),
        ]
    )
    return rows


def field_rows(business: Business) -> Rows:
    """A button for each field, and the way back to the card."""
    fields = [
        button(question.field.plain(), "profile", "change", f"{business.id}.{key}")
        for key, question in QUESTIONS.items()
    ]
    return [
        *in_columns(fields, 2),
        [button(question_text.button_back.plain(), "businesses", "view", business.id)],
    ]
