"""The pages of choices: the big ones first, then one page for each field, all in the same message."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from content.texts import Text
from handlers.announcing.people.choosing import Side, is_chosen, reach, side_of, told
from handlers.announcing.people.pages import FIRST, MORE, PAGES, Page, code_of
from handlers.announcing.people.words import text
from handlers.callbacks import number
from handlers.questions.question import Asking, Rows, Screen, in_columns
from handlers.questions.question import text as question_text
from handlers.questions.toggles import OFF, ON
from services.errors import FieldRefused

HOME, OTHERS = "home", "more"
_ON_A_PAGE = 10


async def shown(asking: Asking, side: Side, view: str) -> Screen:
    """The page named, kept as the open one; raises FieldRefused for one that there is not."""
    name, _, at = view.partition(".")
    if name not in (HOME, OTHERS, *PAGES):
        raise FieldRefused
    asking.notes.update(side=side.value, view=view)
    found = await reach(asking)
    can_end = is_chosen(asking) and found.reachable > 0
    if name == HOME:
        return Screen(_above(_asked(asking, side), told(asking, found)), _home(asking, side, can_end=can_end))
    count = told(asking, found, with_words=False)
    if name == OTHERS:
        return Screen(_above(text.ask_people_more, count), _others(asking, side))
    return Screen(_above(PAGES[name].asked, count), _choices(asking, side, PAGES[name], number(at or "0")))


def _asked(asking: Asking, side: Side) -> Text:
    if side is Side.OUT:
        return text.ask_people_except
    return text.ask_people_on if is_chosen(asking) else text.ask_people


def _above(asked: Text, below: Text) -> Text:
    return asked + "\n\n" + below


def _home(asking: Asking, side: Side, *, can_end: bool) -> Rows:
    chosen = side_of(asking, side)
    everybody = _turn(asking, side, "all", text.button_all_producers, is_on=chosen.is_all_producers)
    first = [_opens(asking, side, PAGES[field]) for field in FIRST]
    others = asking.button(text.button_more.plain(), f"{side}.page.{OTHERS}")
    if side is Side.OUT:
        return [[everybody], first, [others], _use(asking)]
    has_excluded = not side_of(asking, Side.OUT).is_empty
    but = asking.button((ON if has_excluded else "") + text.button_except.plain(), f"{Side.OUT}.page.{HOME}")
    groups = [asking.button(text.button_groups.plain(), "groups")]
    groups += [asking.button(text.button_save_group.plain(), "name")] if is_chosen(asking) else []
    end = [[asking.button(question_text.button_done.plain(), "done")]] if can_end else []
    return [[everybody], first, [others, but], groups, *end]


def _others(asking: Asking, side: Side) -> Rows:
    return [*in_columns([_opens(asking, side, PAGES[field]) for field in MORE], 2), _use(asking, side)]


def _choices(asking: Asking, side: Side, page: Page, at: int | None) -> Rows:
    choices, chosen = page.choices(), page.chosen(side_of(asking, side))
    if at is None or at * _ON_A_PAGE >= len(choices):
        raise FieldRefused
    here = choices[at * _ON_A_PAGE : (at + 1) * _ON_A_PAGE]
    buttons = [
        _turn(asking, side, f"{page.field}.{code_of(value)}", label, is_on=value in chosen) for value, label in here
    ]
    turns = [_leaf(asking, side, page, at - 1, question_text.button_previous)] if at else []
    if (at + 1) * _ON_A_PAGE < len(choices):
        turns.append(_leaf(asking, side, page, at + 1, question_text.button_next))
    return [*in_columns(buttons, page.columns), *([turns] if turns else []), _use(asking, side)]


def _turn(asking: Asking, side: Side, what: str, label: Text, *, is_on: bool) -> InlineKeyboardButton:
    """Says what it will do, as in handlers/questions/toggles.py: the twin of a double tap changes nothing."""
    sign, act = (ON, "off") if is_on else (OFF, "on")
    return asking.button(sign + label.plain(), f"{side}.{act}.{what}")


def _opens(asking: Asking, side: Side, page: Page) -> InlineKeyboardButton:
    count = len(page.chosen(side_of(asking, side)))
    label = page.label.plain() + (f" ({count})" if count else "")
    return asking.button(label, f"{side}.page.{page.field}")


def _leaf(asking: Asking, side: Side, page: Page, at: int, label: Text) -> InlineKeyboardButton:
    return asking.button(label.plain(), f"{side}.page.{page.field}.{at}")


def _use(asking: Asking, side: Side = Side.IN) -> list[InlineKeyboardButton]:
    """Back to the big choices."""
    return [asking.button(text.button_use.plain(), f"{side}.page.{HOME}")]


def ways_out(asking: Asking) -> Rows:
    """Below a page of choices only the cancelling: one step back is `Pakai pilihan ini`."""
    is_home = asking.notes.get("view", HOME) == HOME and asking.notes.get("side", Side.IN) == Side.IN
    return asking.way_out if is_home else only_cancelling(asking)


def only_cancelling(asking: Asking) -> Rows:
    """For a page that has its own way back to the choices: `Kembali` would lead to another question."""
    return [asking.way_out[-1][-1:]]
