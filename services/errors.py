"""Why the office says no: one tree of errors, each with the key of the words that tell it to people.

`.reason` is a key of content/texts/refusals.yaml, `.values` fills its placeholders. The message of an error
is its docstring and never holds what the person wrote, so it may be logged.
"""

from __future__ import annotations

from typing import ClassVar


class OfficeError(Exception):
    """The office's rules do not allow this."""

    usual_reason: ClassVar[str] = "refused_unclear"

    def __init__(self, reason: str | None = None, **values: object) -> None:
        self.reason = reason or self.usual_reason
        self.values = values
        super().__init__(f"{(self.__doc__ or '').strip()} ({self.reason})")


class Refused(OfficeError):
    """An answer cannot be taken as it is; the person can answer again."""


class Missing(OfficeError):
    """What is asked for is not there (any more)."""


class Conflict(OfficeError):
    """What is asked for goes against what is already so."""


class PersonNameRefused(Refused):
    """A person's name needs letters, and not too many."""

    usual_reason = "refused_person_name"


class BusinessNameRefused(Refused):
    """A business needs a name that can be read and said."""

    usual_reason = "refused_business_name"


class CountRefused(Refused):
    """A number of people must be one number."""

    usual_reason = "refused_count"


class MoneyRefused(Refused):
    """An amount of money must be one number with its unit."""

    usual_reason = "refused_money"


class YearRefused(Refused):
    """The year must be a year in which a business can have begun."""

    usual_reason = "refused_year"


class PhoneRefused(Refused):
    """A phone number must be one that can be called."""

    usual_reason = "refused_phone"


class VillageRefused(Refused):
    """A village's name needs letters, and not too many."""

    usual_reason = "refused_village"


class DistrictRefused(Refused):
    """The district is not one of the regency's."""

    usual_reason = "refused_district"


class ProductsRefused(Refused):
    """A business needs at least one product, and no book of them."""

    usual_reason = "refused_products"


class ActivitiesRefused(Refused):
    """What is done to the material must be chosen from the list, at least one."""

    usual_reason = "refused_activities"


class FieldRefused(Refused):
    """The profile has no such field, or the field no such choice."""

    usual_reason = "refused_choice"


class NotAllowed(Refused):
    """This person may not do this to this row."""

    usual_reason = "refused_not_allowed"


class ConsentMissing(Missing):
    """Without consent no profile is kept."""

    usual_reason = "refused_no_consent"


class BusinessMissing(Missing):
    """There is no such business."""

    usual_reason = "refused_no_business"


class QuestionRefused(Refused):
    """A question for staff needs words or a file, and not a book of them."""

    usual_reason = "refused_question_empty"


class TicketMissing(Missing):
    """There is no such question, it is another person's, or its asker had it deleted."""

    usual_reason = "refused_no_ticket"


class TicketsConflict(Conflict):
    """So many questions of this chat wait already that one more would help nobody."""

    usual_reason = "refused_tickets_many"


class TicketClaimedConflict(Conflict):
    """Somebody else is answering this question."""

    usual_reason = "refused_ticket_claimed"


class TicketDoneConflict(Conflict):
    """The question does not wait for an answer any more."""

    usual_reason = "refused_ticket_done"


class TicketRatedConflict(Conflict):
    """The answer has been rated; once is enough."""

    usual_reason = "refused_ticket_rated"


class InvitationMissing(Missing):
    """There is no such invitation, or it was taken back."""

    usual_reason = "refused_invitation_unknown"


class InvitationExpired(Missing):
    """The invitation's time is over, or all its uses are taken."""

    usual_reason = "refused_invitation_over"


class InvitationConflict(Conflict):
    """This person has used this invitation already."""

    usual_reason = "refused_invitation_used"


class InvitationRefused(Refused):
    """Such an invitation cannot be made."""

    usual_reason = "refused_invitation"


class QuestionMissing(Missing):
    """There is no such question, answer or topic for this chat."""

    usual_reason = "refused_no_question"


class LastAdminConflict(Conflict):
    """The last administrator cannot be taken away: nobody could name another."""

    usual_reason = "refused_last_admin"


class AnswerMissing(Missing):
    """There is no such answer."""

    usual_reason = "refused_no_answer"


class ProposalMissing(Missing):
    """There is no such proposal, or it waits no more: it was decided on, or other words came before."""

    usual_reason = "refused_no_proposal"


class ProposalConflict(Conflict):
    """The proposal is of no use: it changes nothing, waits already, or clashes with another answer."""

    usual_reason = "refused_proposal_changes_nothing"


class OwnProposalConflict(Conflict):
    """What one member of staff proposes is confirmed by another, as long as another is there."""

    usual_reason = "refused_own_proposal"


class TicketUnanswered(Missing):
    """Nobody has answered this question yet, so it cannot become an answer of the bot."""

    usual_reason = "refused_not_answered"


class MomentRefused(Refused):
    """A date or time must be one that exists and lies ahead."""

    usual_reason = "refused_moment"


class WindowRefused(Refused):
    """The hours with a connection must be a span of hours in which somebody may be reminded."""

    usual_reason = "refused_window"


class HoursRefused(Refused):
    """Hours of the week are named by days and by parts of a day or times."""

    usual_reason = "refused_hours"


class ClockRefused(Refused):
    """A demo's clock moves forward, by minutes, hours or days."""

    usual_reason = "refused_clock"


class NothingDue(Missing):
    """Nothing waits for the clock."""

    usual_reason = "refused_nothing_due"


class AbsenceConflict(Conflict):
    """The mentor has said already to be away on some of these days."""

    usual_reason = "refused_absence_overlaps"


class AbsenceMissing(Missing):
    """There is no such absence of this mentor."""

    usual_reason = "refused_no_absence"


class WeekMissing(Missing):
    """This week was not asked about, or is over."""

    usual_reason = "refused_week_over"


class MentorMissing(Missing):
    """There is no such mentor, or not any more."""

    usual_reason = "refused_no_mentor"


class MentorConflict(Conflict):
    """The mentor stands elsewhere by now: approved, declined or suspended already."""

    usual_reason = "refused_mentor_changed"


class MentorRefused(Refused):
    """A mentor needs a topic and a way to meet, limits that make sense, and one line that sells nothing."""

    usual_reason = "refused_mentor_choice"


class OwnMentorConflict(Conflict):
    """Nobody decides on their own application."""

    usual_reason = "refused_own_application"


class RequestMissing(Missing):
    """There is no such request for a mentor, or it is another person's."""

    usual_reason = "refused_no_request"


class RequestConflict(Conflict):
    """The request does not wait any more, or so many of this producer wait that one more would help nobody."""

    usual_reason = "refused_request_done"


class OfferMissing(Missing):
    """There is no such offer for this person."""

    usual_reason = "refused_no_offer"


class OfferConflict(Conflict):
    """The offer is answered, over, or with another mentor by now."""

    usual_reason = "refused_offer_over"


class BookedConflict(Conflict):
    """One of the people is booked at this time already."""

    usual_reason = "refused_booked"


class MeetingMissing(Missing):
    """There is no such session, or it is other people's."""

    usual_reason = "refused_no_meeting"


class MeetingConflict(Conflict):
    """The session is in a state in which this cannot be done."""

    usual_reason = "refused_meeting_changed"


class PlaceRefused(Refused):
    """A place needs words or an address of the web, and not too many."""

    usual_reason = "refused_place"


class ActionRefused(Refused):
    """What will be tried is one to three short sentences."""

    usual_reason = "refused_action"


class WorkshopRefused(Refused):
    """A class cannot be as it was said: the reason tells which part."""

    usual_reason = "refused_choice"


class WorkshopMissing(Missing):
    """There is no such class."""

    usual_reason = "refused_no_workshop"


class WorkshopConflict(Conflict):
    """The class, or the seat in it, is in a state in which this cannot be done."""

    usual_reason = "refused_workshop_changed"


class AnnouncementRefused(Refused):
    """An announcement cannot be as it was made: the reason tells which part."""

    usual_reason = "refused_announcement"


class AnnouncementMissing(Missing):
    """There is no such announcement."""

    usual_reason = "refused_no_announcement"


class OwnAnnouncementConflict(Conflict):
    """What one member of staff sends to many is agreed to by another, as long as another is there."""

    usual_reason = "refused_own_announcement"


class AnnouncementConflict(Conflict):
    """The announcement is in a state in which this cannot be done."""

    usual_reason = "refused_announcement_changed"


class SegmentRefused(Refused):
    """A group of people needs a short name that no other has."""

    usual_reason = "refused_segment_name"


class SegmentMissing(Missing):
    """There is no such group of people, or not any more."""

    usual_reason = "refused_no_segment"


class JobConflict(Conflict):
    """The same is being made for this person already."""

    usual_reason = "refused_job_runs"


class PersonMissing(Missing):
    """There is no such person."""

    usual_reason = "refused_no_person"


class DecisionConflict(Conflict):
    """Nothing is to be decided about this business (any more)."""

    usual_reason = "refused_decided"


class ReferralConflict(Conflict):
    """The business is not on the list of those to hand over, or cannot be taken back onto it."""

    usual_reason = "refused_referral"


class NoteMissing(Missing):
    """There is no such note, or somebody else wrote it."""

    usual_reason = "refused_no_note"


class HelpConflict(Conflict):
    """Somebody cannot be helped in this way: the reason tells which."""

    usual_reason = "refused_no_helper"


class MergeConflict(Conflict):
    """These two cannot be made one, or not be parted again."""

    usual_reason = "refused_merge"


class NoteRefused(Refused):
    """A note needs words, and not too many."""

    usual_reason = "refused_note"


class LetterRefused(Refused):
    """There is nothing to say of this mentor in these days."""

    usual_reason = "refused_letter_empty"


class LetterMissing(Missing):
    """There is no letter with this code."""

    usual_reason = "refused_no_letter"


class ReportMissing(Missing):
    """There is no such report."""

    usual_reason = "refused_no_report"
