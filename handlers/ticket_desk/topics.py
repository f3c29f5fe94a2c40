"""What the likely topic of a question is called, and which category of the FAQ it is in."""

from __future__ import annotations

from collections.abc import Mapping

from durable.context import BotContext
from handlers.answers import told_button
from services.faq.known import all_answers


async def topic_names(context: BotContext) -> Mapping[int | None, str]:
    """{id of a topic: what its button says}, in the language that is set; once in an update."""
    return {known.topic_id: told_button(known.document) for known in await all_answers(context.session)}


async def categories(context: BotContext) -> Mapping[int, str]:
    """{id of a topic: its category}."""
    return {known.topic_id: known.document.category for known in await all_answers(context.session)}
