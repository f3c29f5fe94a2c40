"""Questions that a person answers: asked, grouped, claimed, answered once for all who asked, rated, reminded of."""

from services.tickets.answering import answer, rate
from services.tickets.claiming import claim, close, office_ticket, part, release
from services.tickets.forgetting import forget_questions, what_is_kept
from services.tickets.listing import Filters, group_of, group_sizes
from services.tickets.opening import (
    MOST_WAITING,
    latest_waiting,
    open_ticket,
    own_ticket,
    tickets_of,
    waiting_count,
    write_more,
)
from services.tickets.said import MOST_CHARACTERS, MOST_FILES, Said, check_question, said_in
from services.tickets.staff import StaffChat, concerned, staff_at_work, staff_chats

__all__ = [
    "MOST_CHARACTERS",
    "MOST_FILES",
    "MOST_WAITING",
    "Filters",
    "Said",
    "StaffChat",
    "answer",
    "check_question",
    "claim",
    "close",
    "concerned",
    "forget_questions",
    "group_of",
    "group_sizes",
    "latest_waiting",
    "office_ticket",
    "open_ticket",
    "own_ticket",
    "part",
    "rate",
    "release",
    "said_in",
    "staff_at_work",
    "staff_chats",
    "tickets_of",
    "waiting_count",
    "what_is_kept",
    "write_more",
]
