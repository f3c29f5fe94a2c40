"""The FAQ desk: staff see, pull, correct and approve what the bot answers, and turn answered questions into answers."""

from handlers.faq_desk.buttons import buttons_under
from handlers.faq_desk.rejecting import faq_reject
from handlers.faq_desk.talk import faq_desk

__all__ = ["buttons_under", "faq_desk", "faq_reject"]
