"""Whom to look up is asked, or comes with the command; those who fit are shown as buttons, page by page."""

from __future__ import annotations

from collections import defaultdict

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.marks import marks
from handlers.paging import turning
from handlers.people_desk.names import NAME, Desk, home_button, name_of, person_button, text
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, say, show
from handlers.told_business import told_business
from handlers.who import named_writer
from models import Person
from services import decisions, referrals, roles
from services.businesses import businesses_of_all
from services.directory.search import search
from services.reading.shortening import shortened
from services.roles import Act

PAGE = 6
_SAID = "people_said"
_MOST_SHOWN = 40


async def start(update: Update, context: BotContext) -> Desk:
    """Looks up what stands behind the command, or asks."""
    roles.require(await named_writer(update, context), Act.SEE_PEOPLE)
    said = " ".join(context.args or [])
    if said:
        await _look_up(update, context, said)
    else:
        await say(context, text.ask_words, await _home_rows(context))
    return Desk.WORDS


async def home(update: Update, context: BotContext) -> Desk:
    """Asks anew."""
    roles.require(await named_writer(update, context), Act.SEE_PEOPLE)
    await acknowledge(update, context)
    await show(update, context, text.ask_words, await _home_rows(context))
    return Desk.WORDS


async def take_words(update: Update, context: BotContext) -> None:
    """Looks up what was typed; more may be typed after it."""
    await _look_up(update, context, (update.message.text if update.message else None) or "")


async def turn(update: Update, context: BotContext) -> Desk:
    """Another page of what was looked up last."""
    await acknowledge(update, context)
    await _show_found(update, context, max(number(press(update).what) or 0, 0))
    return Desk.WORDS


async def repeat(update: Update, context: BotContext) -> None:
    """Asks again."""
    roles.require(await named_writer(update, context), Act.SEE_PEOPLE)
    await say(context, text.ask_words, await _home_rows(context))


async def way_out(update: Update, context: BotContext) -> Rows:
    """The lists beside the search."""
    return await _home_rows(context)


def has_looked(context: BotContext) -> bool:
    """Whether there is a search to go back to."""
    return bool(marks(context.chat).get(_SAID))


async def _look_up(update: Update, context: BotContext, said: str) -> None:
    marks(context.chat)[_SAID] = said[:100]
    await _show_found(update, context, 0)


async def _show_found(update: Update, context: BotContext, page: int) -> None:
    said = marks(context.chat).get(_SAID, "")
    hits = await search(context.session, await named_writer(update, context), said, PAGE, page * PAGE)
    shown = shortened(said, _MOST_SHOWN)
    if not hits.people:
        await show(update, context, text.told_nobody.format(said=shown), [[home_button()]])
        return
    lines = await _lines(context, list(hits.people))
    told = text.told_guessed if hits.is_guessed else text.told_found
    whole = told.format(said=shown, count=hits.count, people=Text("\n").join(lines))
    buttons = in_columns([person_button(person) for person in hits.people], 2)
    await show(
        update, context, whole, [*buttons, *turning(NAME, "page", page, -(-hits.count // PAGE)), [home_button()]]
    )  # fmt: skip


async def _lines(context: BotContext, people: list[Person]) -> list[Text]:
    """Each with the first business: by it people know who is meant."""
    owned = defaultdict(list)
    for business in await businesses_of_all(context.session, [person.id for person in people]):
        owned[business.owner_id].append(business)
    return [
        text.told_line.format(person=name_of(person), business=told_business(owned[person.id][0]))
        if owned[person.id]
        else text.told_line_plain.format(person=name_of(person))
        for person in people
    ]


async def _home_rows(context: BotContext) -> Rows:
    waiting = await decisions.waiting_count(context.session)
    to_refer = await referrals.open_count(context.session)
    rows = [[button(text.button_alike.plain(), "merge", "list")]]
    if waiting:
        rows.insert(0, [button(text.button_decide.plain(count=waiting), NAME, "decide_list")])
    if to_refer:
        rows.append([button(text.button_refer.plain(count=to_refer), "referrals", "home")])
    return rows
