"""One file = one conversation, in the users' words. This list is the only one to extend."""

from __future__ import annotations

from handlers.complete_profile import complete_profile
from handlers.faq_desk import faq_desk, faq_reject
from handlers.language import language_talk
from handlers.menu import menu_talk
from handlers.my_businesses import my_businesses
from handlers.register import register
from handlers.roles import roles_talk
from handlers.talk import Talk
from handlers.withdrawal import withdrawal_talk

CONVERSATIONS: tuple[Talk, ...] = (
    menu_talk,
    language_talk,
    register,
    complete_profile,
    my_businesses,
    roles_talk,
    faq_desk,
    faq_reject,
    withdrawal_talk,
)
"""In the order in which they are asked whether an update is theirs."""
