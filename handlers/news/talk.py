"""Everything here is a command or a button, and leaves an open conversation as it is."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from handlers.callbacks import pattern
from handlers.news.latest import open_latest, view
from handlers.news.names import NAME
from handlers.news.pressed import go, read, stay_away
from handlers.news.stopping import open_topics, stop_all, turn_all, turn_topic
from handlers.talk import Talk

news_aside = (
    CallbackQueryHandler(read, pattern(NAME, "read")),
    CallbackQueryHandler(go, pattern(NAME, "go")),
    CallbackQueryHandler(stay_away, pattern(NAME, "no")),
    CallbackQueryHandler(stop_all, pattern(NAME, "stop")),
    CallbackQueryHandler(turn_all, pattern(NAME, "all")),
    CallbackQueryHandler(open_topics, pattern(NAME, "topics")),
    CallbackQueryHandler(turn_topic, pattern(NAME, "topic")),
    CallbackQueryHandler(open_latest, pattern(NAME, "latest")),
    CallbackQueryHandler(view, pattern(NAME, "view")),
)
news_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler(["berhenti", "stop"], stop_all, filters.UpdateType.MESSAGE),
    ],
    states={},
)
