"""What the likely topic of a question is called, and which category of the FAQ it is in."""

from __future__ import annotations

from collections.abc import Mapping

from content.language import LANGUAGES, language
from durable.context import BotContext
from services.faq.known import all_answers


async def topic_names(context: BotContext) -> Mapping[int | None, str]:
    """{id of a topic: what its button says}, in the language that is set; once in an update."""
    return {
        known.topic_id: known.document.button.get(language.get()) or known.document.button[LANGUAGES[0]]
        for known in await all_answers(context.session)
    }


async def categories(context: BotContext) -> Mapping[int, str]:
    """{id of a topic: its category}."""
    return {known.topic_id: known.document.category for known in await all_answers(context.session)}
