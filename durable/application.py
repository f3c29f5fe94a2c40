"""python-telegram-bot's Application, wired so that an error undoes its update and nothing is lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ApplicationHandlerStop, BaseHandler, ContextTypes

from durable.context import BotContext
from durable.conversation import DurableConversationHandler, refuse_non_blocking
from durable.outbox import DurableBot
from durable.work import current

BotApplication = Application[DurableBot, BotContext, Any, Any, Any, Any]
AnswerRefusal = Callable[[Update, BotContext, Exception], Awaitable[None]]


def build_application(
    bot: DurableBot,
    handlers: Sequence[BaseHandler[Any, BotContext, Any]],
    refusal: type[Exception],
    answer_refusal: AnswerRefusal,
) -> BotApplication:
    """An application whose handlers are tried in this order, the first that fits takes the update.

    `refusal` is the office's class of kind no's: it undoes what the update wrote, leaves the
    conversation where it is, and `answer_refusal` tells the person. Every other error undoes the update
    and is carried to the worker, which tries again. Raises WrongConversation for block=False.
    """
    flat = list(handlers)
    for handler in handlers:
        if isinstance(handler, DurableConversationHandler):
            flat.extend(handler.all_handlers())
    refuse_non_blocking(flat)

    async def carry_error(update: object, context: BotContext) -> None:
        error = context.error
        work = current()
        if isinstance(error, refusal) and isinstance(update, Update):
            await work.undo()
            try:
                await answer_refusal(update, context, error)
            except Exception as second:
                work.error = second
        else:
            work.error = error
        # Without this the library would go on as if nothing had happened, and half a change be kept.
        raise ApplicationHandlerStop

    application: BotApplication = (
        ApplicationBuilder()
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=BotContext))
        .build()
    )
    application.add_handlers(list(handlers))
    application.add_error_handler(carry_error)
    return application
