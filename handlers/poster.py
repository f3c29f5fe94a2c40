"""Poster: a sheet with a QR code for a kecamatan's office, made in the background."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

import content.texts
from durable.context import BotContext
from handlers.asking_for_files import ask_for
from handlers.callbacks import button, number, pattern, press
from handlers.questions.question import in_columns
from handlers.replies import acknowledge, say, show
from handlers.talk import Talk
from handlers.who import named_writer
from models import District, JobKind
from services import districts, roles
from services.errors import FieldRefused
from services.roles import Act

text = content.texts.load("poster")
NAME = "poster"


async def ask_district(update: Update, context: BotContext) -> None:
    """Whose name stands on it."""
    roles.require(await named_writer(update, context), Act.MAKE_POSTER)
    found = await districts.active_districts(context.session)
    names = [button(district.name, NAME, "make", district.id) for district in found]
    await say(context, text.ask_district, [*in_columns(names, 3), [button(text.button_any.plain(), NAME, "make")]])


async def make(update: Update, context: BotContext) -> None:
    """Has it made."""
    district_id = number(press(update).what)
    if district_id is None or (district_id and await context.session.get(District, district_id) is None):
        raise FieldRefused
    await ask_for(update, context, Act.MAKE_POSTER, JobKind.POSTER, {"district": district_id})
    await acknowledge(update, context)
    await show(update, context, text.told_being_made)


poster_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("poster", ask_district, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(make, pattern(NAME, "make")),
    ],
    states={},
)
