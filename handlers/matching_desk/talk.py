"""Jodohkan: nothing of it is a state: screens and single acts."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from handlers.callbacks import pattern
from handlers.matching_desk import deciding, home, proposal, requests
from handlers.matching_desk.names import NAME
from handlers.talk import Talk

matching_desk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("jodohkan", home.start, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(home.start, pattern(NAME, "home")),
        CallbackQueryHandler(home.reckon, pattern(NAME, "reckon")),
        CallbackQueryHandler(proposal.show_pairs, pattern(NAME, "pairs")),
        CallbackQueryHandler(proposal.show_unserved, pattern(NAME, "unserved")),
        CallbackQueryHandler(deciding.confirm, pattern(NAME, "confirm")),
        CallbackQueryHandler(deciding.drop, pattern(NAME, "drop")),
        CallbackQueryHandler(deciding.ask_all, pattern(NAME, "all")),
        CallbackQueryHandler(deciding.confirm_all, pattern(NAME, "all_yes")),
        CallbackQueryHandler(requests.list_waiting, pattern(NAME, "list")),
        CallbackQueryHandler(requests.view, pattern(NAME, "view")),
        CallbackQueryHandler(requests.send_file, pattern(NAME, "file")),
        CallbackQueryHandler(requests.suggest, pattern(NAME, "suggest")),
        CallbackQueryHandler(requests.offer, pattern(NAME, "offer")),
    ],
    states={},
)
