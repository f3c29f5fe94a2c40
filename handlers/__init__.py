"""One file = one conversation, in the users' words. This list is the only one to extend."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler

from durable.context import BotContext
from handlers.announcement_approval.talk import approval_aside, approval_talk
from handlers.announcement_desk.talk import announcement_desk, announcement_desk_aside, announcement_words
from handlers.announcing.talk import announce_aside, announce_talk
from handlers.ask import ask_talk
from handlers.ask_staff import ask_staff, ask_staff_aside
from handlers.asking.free_text import urgent_aside
from handlers.audit_desk import audit_desk
from handlers.complete_profile import complete_profile
from handlers.contacts.talk import contacts_aside, contacts_talk
from handlers.demo_clock import demo_clock_aside
from handlers.faq_desk import faq_desk, faq_reject
from handlers.first_questions import first_questions_aside
from handlers.helping.talk import helping_talk
from handlers.hours.talk import hours_aside, hours_talk
from handlers.invite import invite
from handlers.language import language_talk
from handlers.letters.talk import letters_talk
from handlers.matching_desk.talk import matching_desk
from handlers.meetings.talk import meetings_aside, meetings_talk
from handlers.mentor import mentor_talk
from handlers.mentor_card.talk import mentor_card
from handlers.mentor_desk.talk import mentor_desk
from handlers.mentor_profile.talk import mentor_profile
from handlers.mentor_requests.talk import mentor_requests, mentor_requests_aside
from handlers.menu import menu_talk
from handlers.merge_desk.talk import merge_desk
from handlers.my_businesses import my_businesses
from handlers.my_questions import my_questions
from handlers.news.talk import news_aside, news_talk
from handlers.people_desk.talk import people_desk
from handlers.poster import poster_talk
from handlers.referral_desk.talk import referral_desk
from handlers.register import register
from handlers.reminder_wishes.talk import reminder_wishes_aside, reminder_wishes_talk
from handlers.report_desk.talk import report_desk
from handlers.reports import reports_talk
from handlers.roles import roles_talk
from handlers.room.aside import room_aside
from handlers.statistics import statistics_talk
from handlers.talk import Talk
from handlers.ticket_desk.talk import ticket_desk, ticket_desk_aside
from handlers.withdrawal import withdrawal_talk
from handlers.workshops.talk import workshop_run, workshops_aside, workshops_talk

CONVERSATIONS: tuple[Talk, ...] = (
    menu_talk,
    language_talk,
    register,
    complete_profile,
    my_businesses,
    helping_talk,
    ask_talk,
    roles_talk,
    invite,
    mentor_profile,
    mentor_desk,
    letters_talk,
    poster_talk,
    faq_desk,
    faq_reject,
    withdrawal_talk,
    ask_staff,
    my_questions,
    hours_talk,
    mentor_talk,
    mentor_requests,
    mentor_card,
    workshops_talk,
    workshop_run,
    contacts_talk,
    meetings_talk,
    reminder_wishes_talk,
    announcement_desk,
    announcement_words,
    news_talk,
    report_desk,
    reports_talk,
    announce_talk,
    approval_talk,
    ticket_desk,
    matching_desk,
    people_desk,
    merge_desk,
    referral_desk,
    audit_desk,
    statistics_talk,
)
"""In the order in which they are asked whether an update is theirs."""

ASIDE: tuple[BaseHandler[Any, BotContext, Any], ...] = (
    *ticket_desk_aside,
    *room_aside,
    *contacts_aside,
    *hours_aside,
    *demo_clock_aside,
    *meetings_aside,
    *reminder_wishes_aside,
    *workshops_aside,
    *announce_aside,
    *approval_aside,
    *announcement_desk_aside,
    *news_aside,
    *urgent_aside,
    *ask_staff_aside,
    *mentor_requests_aside,
    *first_questions_aside,
)
"""What is answered in passing, asked first: it leaves an open conversation as it is."""
