"""One update whose handler a test gives as a function, and a look at what it left in the outbox."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from sqlalchemy import select
from telegram import Update
from telegram.ext import BaseHandler, TypeHandler

from durable.application import BotApplication, build_application
from durable.context import BotContext
from durable.database import Database
from durable.outbox import outbox
from durable.processing import Batch, process_batch
from tests.driver import BOT, Office, make_bot

from .conftest import Refused, answer_refusal

Result = TypeVar("Result")
Act = Callable[[Update, BotContext], Awaitable[Result]]


def application_of(*handlers: BaseHandler[Any, BotContext, Any]) -> BotApplication:
    """A small bot that needs no network to start."""
    application = build_application(make_bot(), handlers, Refused, answer_refusal)
    application._initialized = True
    return application


async def work_once(office: Office) -> Batch:
    """One batch, without waiting for retries."""
    return await process_batch(office.database, office.application, BOT, office.apologise)


async def in_update(office: Office, act: Act[Result], chat_id: int = 11) -> Result:
    """Runs `act` as the handler of one message of this person; returns what it returned, raises what it raised."""
    results: list[Result] = []
    errors: list[Exception] = []

    async def run(update: Update, context: BotContext) -> None:
        try:
            results.append(await act(update, context))
        except Exception as error:
            errors.append(error)
            raise

    office.application = application_of(TypeHandler(Update, run))
    await office.receives(message=office.person(chat_id).message(text="halo"))
    await work_once(office)
    for error in errors:
        raise error
    return results[0]


async def outbox_rows(database: Database, *columns: str) -> list[tuple[Any, ...]]:
    """These columns of every row of the outbox, oldest first."""
    async with database.read() as connection:
        rows = await connection.execute(select(*(outbox.c[name] for name in columns)).order_by(outbox.c.id))
        return [tuple(row) for row in rows]
