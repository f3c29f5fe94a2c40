"""The card of a business: what it is, how complete, what is known, how big, what is missing; and the buttons below."""

from __future__ import annotations

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button
from handlers.profile.fields import QUESTIONS, former
from handlers.questions.question import in_columns
from handlers.registration.outcome import told_sizes
from handlers.replies import Rows
from handlers.who import writer
from handlers.whom import helped_names, named
from models import Business
from services import businesses
from services.profile import completeness

text = content.texts.load("profile")
question_text = content.texts.load("questions")
words = content.texts.load("classification")


async def told_card(context: BotContext, business: Business) -> Text:
    """Everything the office keeps about the business."""
    lines, still_open = [], []
    for key, question in QUESTIONS.items():
        if key == "name":
            continue  # it is the heading
        answer = await former(context, business, key)
        if answer is None:
            still_open.append(question.field)
        else:
            lines.append(text.told_field.format(field=question.field, answer=question.shown(answer)))
    if sizes := told_sizes(business):
        lines.append(sizes)
    if still_open:
        lines.append(Text("\n") + text.told_fields_open.format(fields=Text(", ").join(still_open)))
    told = text.told_card.format(
        name=business.name,
        kind=_kind(business),
        percent=completeness(business).percent,
        fields=Text("\n").join(lines),
    )
    return named(told, business.owner_id, await helped_names(context))


def _kind(business: Business) -> Text:
    if business.decided_kind is not None:
        return text.told_decided.format(kind=words[f"told_{business.decided_kind.value}_short"])
    kind = words[f"told_{business.kind.value}_short"]
    return text.told_waiting.format(kind=kind) if business.needs_decision else kind


async def card_rows(context: BotContext, business: Business) -> Rows:
    """What can be done with the business."""
    owned = await businesses.businesses_for(context.session, await writer(context))
    rows = []
    if completeness(business).missing:
        rows.append([button(text.button_complete.plain(), "profile", "complete", business.id)])
    rows.append([button(text.button_change.plain(), "businesses", "fields", business.id)])
    last = [button(text.button_add.plain(), "register", "start")]
    if len(owned) > 1:
        last.append(button(text.button_all.plain(), "businesses", "list"))
    return [*rows, last]


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
