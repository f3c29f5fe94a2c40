"""Callback data is never trusted: every button, pressed by somebody who may not, and by nobody we know."""

from __future__ import annotations

import re

import pytest
from telegram.ext import CallbackQueryHandler

from handlers import ASIDE, CONVERSATIONS
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.victims import PRODUCER, STRANGER, Furnished, everything_of, furnished
from tests.conversations.walks import businesses, register, where
from tests.driver import Person

__all__ = ["furnished"]
FIELDS = (
    "owner", "name", "district", "products", "activities", "workers", "yearly_sales", "permits", "phone",
    "year_begun", "village", "investment", "capital", "photo",
)  # fmt: skip
WHAT = {"district": "640806", "activities": "on-resold", "workers": "20_up", "yearly_sales": "over_50b",
        "permits": "on-nib", "phone": "share", "investment": "over_15b", "capital": "over_10b",
        "products": "drop-1"}  # fmt: skip
MEETINGS = ["{meeting}", "999999", "-1", "99999999999999", "x", ""]
ANNOUNCEMENTS = ["{announcement}", "999999", "-1", "99999999999999", "x", ""]
TICKETS = ["{ticket}", "999999", "-1", "99999999999999", "x", ""]
# For each pattern of the bot's buttons what somebody might forge; {business}, {role}, {question} and {ticket} are
# another person's, {topic}, {version} and {answered} the office's.
FORGED = {
    "ask:topics": ["0"], "ask:category": ["0", "10", "11", "-1", "x"], "ask:mean": ["1-0", "1-1", "99999-0", "x", "-"],
    "ask:helped": ["1", "x"], "ask:not": ["1", "0"], "ask:none": ["1", "x"],
    "register:start": ["0"], "register:resume": ["0"], "register:new": ["0"],
    "register:consent": ["yes", "no", "heard", "heard_no", "x"],
    **{f"register:{step}": ["0", "{helped}", "{owner}", "999999", "x", ""] for step in ("for", "for_new")},
    "register:save": ["0", "{business}"], "register:edit": ["name", "x", "{business}"],
    "register:summary": ["back", "cancel", "x"],
    **{f"register:{key}": ["{business}.back", "0.x", "{business}." + WHAT.get(key, "keep"), ""]
       for key in ("owner", "name", "district", "products", "activities")},
    "profile:complete": ["{business}", "999999", "-1", "99999999999999", "x", ""],
    "profile:change": ["{business}.name", "{business}", "x.name", "{business}.x", "."],
    "profile:resume": ["0", "{business}"],
    **{f"profile:{key}": ["{business}." + WHAT.get(key, "skip"), "{business}.skip", "x", ""] for key in FIELDS},
    "businesses:list": ["0"], "businesses:view": ["{business}", "999999", "x"],
    "businesses:fields": ["{business}", "999999", ""],
    "roles:list": ["0"], "roles:invite": ["0"], "roles:role": ["admin", "x"], "roles:revoke": ["{role}", "999999", "x"],
    "roles:revoke_yes": ["{role}", "999999", ""], "roles:no": ["0"],
    "invite:who": ["0"], "invite:whom": ["mentor", "producer", "admin", ""], "invite:no": ["0"],
    "invite:make": ["mentor.1", "mentor.50", "producer.10", "mentor.7", "admin.1", "x"],
    "invite:revoke": ["1", "999999", "-1", "x", ""],
    **{f"mentor_desk:{step}": ["{owner}", "999999", "-1", "x", ""]
       for step in ("view", "approve", "approve_yes", "decline", "decline_yes", "suspend", "suspend_yes", "restore",
                    "restore_yes")},
    "mentor_desk:list": ["0", "5", "-1", "99999999999999", "x"],
    "mentor_profile:start": ["0"], "mentor_profile:new": ["0"], "mentor_profile:resume": ["0", "{owner}"],
    "mentor_profile:card": ["0", "{owner}"], "mentor_profile:fields": ["0", "{owner}"],
    "mentor_profile:change": ["about", "{owner}.about", "x", ""],
    "mentor_profile:leave": ["0", "{owner}"], "mentor_profile:leave_yes": ["0", "{owner}"],
    "mentor_profile:promise": ["yes", "no", "x"], "mentor_profile:send": ["0", "{owner}"],
    "mentor_profile:edit": ["about", "x"], "mentor_profile:summary": ["back", "cancel", "x"],
    **{f"mentor_profile:{step}": ["{owner}." + what, "0." + what, "0.x", "{owner}.back", ""] for step, what in (
        ("name", "keep"), ("kind", "campus"), ("topics", "on-sni"), ("clusters", "done"), ("district", "640806"),
        ("ways", "on-chat"), ("visits", "all"), ("languages", "done"), ("week", "99"), ("month", "0"), ("hour", "24"),
        ("about", "none"))},
    **{f"hours:{step}": ["0", ""] for step in ("show", "week", "off", "rest", "done", "work", "stay")},
    "hours:grid": ["on-all", "off-all", "on-0morning", "day-3", "day-9", "week", "x", ""],
    "hours:off_yes": ["739600-739601", "739601-739600", "0-0", "3652060-3652060", "x-x", ""],
    "hours:off_del": ["1", "999999", "x", ""], "hours:rest_for": ["7", "0", "8", "x", ""],
    "hours:rest_until": ["739600", "0", "9999999999", "x"], "hours:pace": ["739581-same", "739581-x", "x-less", ""],
    "mentor:start": ["0"], "mentor:new": ["0"], "mentor:anew": ["0"], "mentor:resume": ["0"],
    **{f"mentor:{key}": ["0.back", "{business}.x", "0.{business}", "0.x", ""]
       for key in ("business", "topic", "trouble", "way", "hours")},
    "mentor:search": ["0"], "mentor:edit": ["topic", "business", "x"], "mentor:language": ["jv", "-", "x"],
    "mentor:summary": ["back", "show", "x"], "mentor:choose": ["0", "1", "999999", "x"],
    "mentor:mentors": ["back", "x"], "requests:list": ["0"],
    **{f"requests:{step}": ["1", "999999", "-1", "99999999999999", "x", ""]
       for step in ("view", "cancel", "cancel_yes", "suits", "suits_not")},
    "card:show": ["0", "1"], "card:next": ["offer:1", "x", ""],
    **{f"card:{step}": ["1", "1.1983000", "999999.1", "x.x", ""] for step in ("yes", "hour", "why")},
    **{f"card:{step}": ["1", "999999", "-1", "x", ""] for step in ("other", "type", "no", "file")},
    "helping:list": ["0", "9", "x"], "helping:alone": ["0", "9", "x"],
    **{f"helping:{step}": ["{helped}", "{owner}", "999999", "-1", "99999999999999", "x", ""]
       for step in ("view", "phone", "end", "end_keep", "forget", "forget_yes", "give")},
    **{f"helping:{step}": ["{helped}.{owner}", "{helped}.999999", "x.x", ""] for step in ("give_to", "give_yes")},
    "withdraw:yes": ["0", "{business}"], "withdraw:no": ["0"],
    "first_questions:nothing": ["0", "{business}", ""],
    "ask_staff:start": ["{question}", "0", "999999", "x", ""], "ask_staff:resume": ["0"], "ask_staff:more": TICKETS,
    "ask_staff:send": ["0", "{ticket}"], "ask_staff:send_to": TICKETS, "ask_staff:add": ["0"], "ask_staff:check": ["0"],
    "ask_staff:cancel": ["0"], "ask_staff:helped": TICKETS, "ask_staff:not_helped": TICKETS,
    "ask_staff:answer": TICKETS,
    "ticket_desk:list": ["0", "0.0.0.0", "9999.99.999999999.9", "x.y", ""],
    "ticket_desk:by_topic": ["0.0.0.0", "x"], "ticket_desk:by_district": ["0.0.0.0"], "ticket_desk:by_age": [""],
    **{f"ticket_desk:{step}": TICKETS for step in ("view", "card", "claim", "release", "part", "close", "close_yes")},
    "reminder_wishes:show": ["0"], "reminder_wishes:signal": ["0", "{business}"],
    "reminder_wishes:day": ["on", "off", "x", ""], "reminder_wishes:hour": ["on", "off", "{business}"],
    "reminder_wishes:window": ["morning", "any", "x", "", "{business}"],
    "letters:list": ["0", "1", "999999", "x"], "letters:leave": ["0"],
    "letters:make": ["{owner}.this_year", "1.this_year", "999999.last_year", "{owner}.x", "x.this_year", ""],
    **{f"letters:{step}": ["{owner}", "1", "999999", "-1", "x", ""] for step in ("mentor", "back", "back_yes", "keep")},
    **{f"announce:{step}": ["0"]
       for step in ("start", "new", "resume", "confirm", "send", "not_yet", "see", "preview")},
    **{f"announce:{step}": ANNOUNCEMENTS for step in ("again", "again_yes")},
    "announce:content": ["done", "drop-0", "split", "cancel", "x"], "announce:edit": ["content", "topic", "x"],
    "announce:summary": ["back", "cancel", "x"],
    **{f"announce:{step}": ["{announcement}." + what, "0." + what, "0.back", "x", ""] for step, what in (
        ("topic", "market"), ("event", "open"), ("people", "in.on.all"), ("when", "now"))},
    **{f"approval:{step}": ANNOUNCEMENTS
       for step in ("see", "approve", "back", "back_yes", "stay", "reject", "no_reason", "leave")},
    "poster:make": ["0", "640806", "999999", "-1", "x", ""],
    **{f"announcement_desk:{step}": ANNOUNCEMENTS
       for step in ("view", "details", "pause", "go_on", "stop", "stop_yes", "withdraw", "withdraw_yes", "export")},
    "announcement_desk:list": ["0", "5", "-1", "99999999999999", "x"],
    "announcement_desk:correct": ["{announcement}", "{announcement}.0", "999999.0", "x.x", ""],
    **{f"announcement_words:{step}": ["0", "{announcement}"] for step in ("replace", "again", "leave")},
    **{f"news:{step}": TICKETS for step in ("read", "go", "no", "stop", "view")},
    "news:all": ["on", "off", "x", ""], "news:topics": ["0"], "news:latest": ["0", "{owner}"],
    "news:topic": ["on-market", "off-market", "on-all", "off-x", "x", ""],
    "matching_desk:home": ["0"], "matching_desk:reckon": ["0"],
    "matching_desk:pairs": ["1.0", "0.0", "999999.9", "x", ""], "matching_desk:unserved": ["1", "x", ""],
    **{f"matching_desk:{step}": ["1.1.0", "0.0.0", "999999.999999.999999", "1.1", "x", ""]
       for step in ("confirm", "drop")},
    "matching_desk:all": ["1", "999999", "x", ""], "matching_desk:all_yes": ["1", "999999", "x", ""],
    "matching_desk:list": ["0", "999999", "x", ""],
    **{f"matching_desk:{step}": ["1", "999999", "-1", "99999999999999", "x", ""]
       for step in ("view", "file", "suggest")},
    "matching_desk:offer": ["1.1", "1.999999", "x.1", "."],
    **{f"room:{step}": ["1", "999999", "-1", "99999999999999", "x", ""]
       for step in ("choose", "end", "end_yes", "report", "report_words", "report_yes")}, "room:no": ["0"],
    "contact:ask": ["1", "999999", "x", ""], "contact:show": ["1.none", "1.phone", "999999.user", "x.x", ""],
    "contact:other": ["1", "999999", "x"], "contact:cancel": ["0"],
    "people:home": ["0"], "people:page": ["0", "999999", "-1", "x"],
    "people:card": ["{owner}.who.0", "{owner}.notes.0", "{owner}.x.0", "999999.who.0", "x", ""],
    **{f"people:{step}": ["{owner}", "999999", "-1", "x", ""] for step in ("note", "note_no", "erase", "erase_yes")},
    **{f"people:{step}": ["1", "999999", "x", ""] for step in ("note_del", "note_del_yes")},
    "people:decide_list": ["0", "x"], "people:decide": ["{business}", "999999", "x"],
    **{f"people:{step}": ["{business}.ikm", "{business}.x", "999999.umkm", ""]
       for step in ("decide_ask", "decide_yes")},
    "merge:list": ["0", "999999", "x"], **{f"merge:{step}": ["1", "999999", "x", ""] for step in ("part", "part_yes")},
    **{f"merge:{step}": ["{owner}.1", "1.{owner}", "{owner}.{owner}", "999999.1", "x.x", ""]
       for step in ("pair", "ask", "yes", "two")},
    **{f"referrals:{step}": ["0"] for step in ("home", "today", "table")},
    "referrals:list": ["0.0", "640806.9", "x.x", ""], "referrals:one": ["{business}.0.0", "999999.0.0", "x"],
    **{f"referrals:{step}": ["{business}", "999999", "x", ""] for step in ("one_yes", "back")},
    "referrals:shown": ["0.0", "x"], "referrals:shown_yes": ["0.0.1", "640806.0.x", ""],
    **{f"audit:{step}": ["0.0.7.0", "9.9.9.9", "1.{owner}.0.0", "x", ""]
       for step in ("list", "kind", "person", "days", "table")},
    **{f"report_desk:{step}": ["1", "999999", "-1", "x", ""]
       for step in ("view", "settle", "suspend", "suspend_yes")},
    "report_desk:list": ["0"],
    "meeting:list": ["0"], "meeting:past": ["0", "-1", "99999999999999", "x"], "meeting:office": ["0"],
    "meeting:shelf": ["coming.0", "differs.999999", "x.0", ""],
    **{f"meeting:{step}": MEETINGS for step in ("view", "ok", "ics", "move", "move_yes", "move_no", "cancel", "place",
                                               "note", "done")},
    **{f"meeting:{step}": ["{meeting}.ill", "{meeting}.suspended", "{meeting}", "x.ill", ""]
       for step in ("move_why", "move_type", "cancel_why", "cancel_yes")},
    "meeting:move_to": ["{meeting}.29999400.ill", "{meeting}.1.ill", "{meeting}.x.x", "{meeting}", ""],
    **{f"meeting:{step}": ["{meeting}.held", "{meeting}.mentor_missed", "{meeting}.x", ""]
       for step in ("sure", "settle")},
    "meeting:stars": ["{meeting}.5", "{meeting}.0", "x"], "meeting:tried": ["{meeting}.7.yes", "{meeting}.8.x", ""],
    **{f"workshop:{step}": TICKETS for step in ("view", "take", "leave", "leave_yes", "agree", "off")},
    "workshop:list": ["0", "x"], "workshop:off_why": ["{ticket}.ill", "999999.ill", "{ticket}", "x.x", ""],
    "workshop:open": ["0"], "workshop:new": ["0"], "workshop:resume": ["0"],
    "workshop:from_group": ["packaging.-", "packaging.pisang", "x.-", ""],
    "workshop:save": ["0"], "workshop:edit": ["title", "x"], "workshop:summary": ["back", "cancel", "x"],
    **{f"workshop:{key}": ["0.x", "0.back", "{business}.done", ""]
       for key in ("mentor", "topic", "cluster", "districts", "way", "title", "when", "length", "place", "seats",
                   "least")},
    **{f"workshop_run:{step}": TICKETS for step in ("place", "came")},
    "workshop_run:tick": ["{owner}.off", "x.on", ""], "workshop_run:page": ["0", "x"], "workshop_run:save": ["0"],
    "workshop_run:cancel": ["0"],
    "statistics:show": ["30-0", "7-2", "2026q1-0", "999-0", "30-9", "x", ""],
    "statistics:pictures": ["30-0", "2026q9-0", "x", ""], "statistics:picture": ["30-all", "30-x", "x-all", ""],
    "reports:list": ["0"], "reports:what": ["quarter", "businesses", "audit", "x", ""],
    "reports:make": ["quarter-2026q1", "quarter-30", "businesses-30", "meetings-7", "audit-30", "-", "x", ""],
    **{f"faq_desk:{step}": ["{topic}", "999999", "-1", "x", ""]
       for step in ("view", "pull", "pull_yes", "back", "fix", "fix_new")},
    **{f"faq_desk:{step}": ["{version}", "999999", "x", ""] for step in ("proposal", "approve", "withdraw", "correct")},
    **{f"faq_desk:{step}": ["{answered}", *TICKETS] for step in ("draft", "draft_new", "add")},
    **{f"faq_desk:{step}": ["{topic}.same", "{answered}.back", "0.x", ""]
       for step in ("title", "kind", "words", "source")},
    "faq_desk:list": ["0"], "faq_desk:category": ["pirt", "x", ""], "faq_desk:no": ["0"], "faq_desk:resume": ["0"],
    "faq_desk:send": ["0", "{topic}"], "faq_desk:change": ["0"], "faq_desk:shown": ["back", "cancel", "x"],
    "faq_reject:ask": ["{version}", "999999", "x"], "faq_reject:why": ["{version}.source", "x"], "faq_reject:no": ["0"],
    "language:set": ["id", "xx"], "menu:drop": ["register", "profile", "marks", "{business}"],
}  # fmt: skip
PRESSES = [f"{pattern}:{what}" for pattern, whats in FORGED.items() for what in whats]


def patterns() -> set[str]:
    """All `<conversation>:<step>` that the bot has buttons for."""
    found = set()
    for handler in (*ASIDE, *(handler for talk in CONVERSATIONS for handler in talk.all_handlers())):
        if isinstance(handler, CallbackQueryHandler):
            match = re.fullmatch(r"\^(\w+):\(\?:([\w|]+)\):", handler.pattern.pattern)
            assert match is not None, handler.pattern
            found |= {f"{match[1]}:{step}" for step in match[2].split("|")}
    return found


def test_table_names_every_button() -> None:
    assert set(FORGED) == patterns()


@pytest.mark.pitfall(19)
@pytest.mark.parametrize("talk", sorted({pattern.split(":")[0] for pattern in FORGED}))
async def test_wrong_person_changes_nothing_and_learns_nothing(furnished: Furnished, talk: str) -> None:
    before = await everything_of(furnished)
    stranger, producer = furnished.office.person(STRANGER, "Orang"), furnished.office.person(PRODUCER, "Lain")
    for press in (press for press in PRESSES if press.startswith(f"{talk}:")):
        for person in (stranger, producer):
            replies = await person.presses(furnished.victims.forge(press))
            assert "Rahasia" not in " ".join(str(reply.raw) for reply in replies), press
        assert await everything_of(furnished) == before, press


@pytest.mark.pitfall(19)
async def test_anothers_business_cannot_be_slipped_into_an_open_question(furnished: Furnished) -> None:
    before, business = await everything_of(furnished), furnished.victims.business
    producer = furnished.office.person(PRODUCER, "Lain")
    own = (await businesses(furnished.office))[-1]
    for field in FIELDS:
        await producer.presses(f"profile:change:{own.id}.{field}")
        assert await where(producer) == ("profile", field)
        await producer.presses(f"profile:{field}:{business}.{WHAT.get(field, 'skip')}")
        assert await everything_of(furnished) == before
        assert await where(producer) == ("profile", field)


async def test_existing_and_missing_business_are_refused_alike(furnished: Furnished) -> None:
    producer = furnished.office.person(PRODUCER, "Lain")
    for step in ("profile:complete", "businesses:view", "businesses:fields"):
        existing = await producer.presses(f"{step}:{furnished.victims.business}")
        missing = await producer.presses(f"{step}:999999")
        assert existing == missing
        assert len(existing) == 1


async def test_person_whose_consent_is_withdrawn_has_no_business_left(office: CheckedOffice) -> None:
    siti: Person = office.person(11)
    business = await register(siti)
    await siti.says("/hapus_data")
    await siti.presses("Ya, hapus")
    (refused,) = await siti.presses(f"profile:complete:{business.id}")
    assert "tidak ada lagi" in refused.text
