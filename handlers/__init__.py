"""One file = one conversation, in the users' words. This list is the only one to extend."""

from __future__ import annotations

from handlers.complete_profile import complete_profile
from handlers.first_questions import first_questions_talk
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
    withdrawal_talk,
    first_questions_talk,
)
"""In the order in which they are asked whether an update is theirs."""
