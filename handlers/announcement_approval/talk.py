"""What waits for a second pair of eyes as a conversation: only a reason to say no is asked for."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, MessageHandler

from handlers.announcement_approval import deciding, rejecting
from handlers.announcement_approval.names import NAME, Approval
from handlers.callbacks import pattern
from handlers.labels import ANSWER
from handlers.talk import Talk

approval_aside = (
    CallbackQueryHandler(deciding.see, pattern(NAME, "see")),
    CallbackQueryHandler(deciding.approve, pattern(NAME, "approve")),
    CallbackQueryHandler(deciding.ask_back, pattern(NAME, "back")),
    CallbackQueryHandler(deciding.take_back, pattern(NAME, "back_yes")),
    CallbackQueryHandler(deciding.stay, pattern(NAME, "stay")),
)
"""Pressed under a notice: an open conversation stays as it is."""

approval_talk = Talk(
    name=NAME,
    entry_points=[CallbackQueryHandler(rejecting.ask, pattern(NAME, "reject"))],
    states={
        Approval.REASON: [
            CallbackQueryHandler(rejecting.take_none, pattern(NAME, "no_reason")),
            CallbackQueryHandler(rejecting.leave, pattern(NAME, "leave")),
            MessageHandler(ANSWER, rejecting.take_words),
        ]
    },
    repeat=rejecting.repeat,
    way_out=rejecting.way_out,
)
