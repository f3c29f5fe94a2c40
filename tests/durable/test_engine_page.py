"""The example of docs/reference/engine.md works as it is printed there."""

from __future__ import annotations

import re
from typing import Any

from telegram import Update

from bot.settings import ROOT
from durable.application import build_application
from durable.context import BotContext
from durable.tables import Base, Kind
from durable.work import ANSWER_LIVES, CALLBACK_LIVES
from tests.driver import Office, make_bot

PAGE = (ROOT / "docs" / "reference" / "engine.md").read_text(encoding="utf-8")


def example() -> dict[str, Any]:
    """The names that the page's conversation defines."""
    (code,) = [block for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "class Order" in block]
    names: dict[str, Any] = {"__name__": "page"}
    exec(compile(code, "engine.md", "exec"), names)
    return names


async def answer_refusal(update: Update, context: BotContext, error: Exception) -> None:
    await update.effective_message.reply_text(str(error))


async def test_conversation_of_the_page_works(office: Office) -> None:
    names = example()
    office.application = build_application(make_bot(), [names["order"]], names["OrderRefused"], answer_refusal)
    office.application._initialized = True
    siti = office.person(11)
    heard = [reply.text for said in ("/order", "soto", "two", "2", "/cancel") for reply in await siti.says(said)]
    assert heard == ["What would you like?", "How many?", "A number, please, for example 2.", "2 x soto. Thank you!"]
    await siti.says("/order")
    assert [reply.text for reply in await siti.says("/cancel")] == ["Nothing ordered."]


def test_page_names_every_table_and_kind() -> None:
    engine = {
        mapper.local_table.name for mapper in Base.registry.mappers if mapper.class_.__module__ == "durable.tables"
    }
    told = {
        name for line in re.findall(r"^\| (`[a-z_`, ]+) \|", PAGE, re.MULTILINE) for name in re.findall(r"\w+", line)
    }
    assert engine == told
    assert {kind.name for kind in Kind} == set(re.findall(r"^\| `([A-Z]+)` \|", PAGE, re.MULTILINE))


def test_page_tells_the_ends_that_the_code_has() -> None:
    assert (CALLBACK_LIVES.total_seconds(), ANSWER_LIVES.total_seconds() / 3600) == (15, 24)
    rows = {
        kind: line.split("|")[-2].strip() for kind, line in re.findall(r"^\| `([A-Z]+)` (\|.*)$", PAGE, re.MULTILINE)
    }
    assert (rows["CALLBACK"], rows["ANSWER"]) == ("15 s", "24 h")
