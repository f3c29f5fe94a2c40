"""What was asked and answered: counts that name nobody, for staff to learn from."""

from services.statistics.figures import Statistics, statistics
from services.statistics.meetings import MeetingFigures
from services.statistics.tickets import TicketFigures
from services.statistics.topics import TopicFigures
from services.statistics.unanswered import UnansweredWords

__all__ = ["MeetingFigures", "Statistics", "TicketFigures", "TopicFigures", "UnansweredWords", "statistics"]
