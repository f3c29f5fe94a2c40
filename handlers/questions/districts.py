"""Several districts at once: pages of buttons that turn each on or off in place, all or none in a tap, typed names."""

from __future__ import annotations

import re

from content.texts import Text
from handlers.callbacks import number
from handlers.questions.district import by_name
from handlers.questions.question import Answer, Asking, Question, Rows, Screen, in_columns, text
from handlers.questions.toggles import OFF, ON
from handlers.replies import say, show
from services.districts import match_district
from services.errors import DistrictRefused, FieldRefused
from services.reading.short_answers import says

_ON_A_PAGE = 10
_BETWEEN = re.compile(r"[,;/&+\n]|\s(?:dan|sama|dengan|and)\s", re.IGNORECASE)
_ALL = re.compile(r"\b(?:semua|semuanya|seluruh|all|everywhere)\b", re.IGNORECASE)


class Districts(Question):
    """The answer is a list of ids of districts, possibly empty."""

    shows_former = True

    @property
    def asked(self) -> Text:
        """The words of the question."""
        raise NotImplementedError

    @property
    def none(self) -> Text | None:
        """The label of the button for no district at all, where that is an answer."""
        raise NotImplementedError

    async def screen(self, asking: Asking) -> Screen:
        asking.notes.update(chosen=list(asking.former or []), page=0)
        return Screen(self.asked, self._rows(asking))

    async def rows(self, asking: Asking) -> Rows:
        asking.notes.setdefault("chosen", list(asking.former or []))
        return self._rows(asking)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        chosen = asking.notes.setdefault("chosen", list(asking.former or []))
        if says(said, "done"):
            return chosen
        if says(said, "none"):
            return []
        named = _ids() if _ALL.search(said) else [_sure(part) for part in _BETWEEN.split(said) if part.strip()]
        if not named:
            raise DistrictRefused
        asking.notes["chosen"] = _in_order({*chosen, *named})
        told = text.told_districts_chosen.format(districts=self.shown(asking.notes["chosen"]))
        await say(asking.context, asking.whole(told), [*self._rows(asking), *asking.way_out])
        return None

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        chosen = asking.notes.setdefault("chosen", list(asking.former or []))
        match what:
            case "done":
                return chosen
            case "none":
                return []
            case "all":
                return _ids()
        turn, _, name = what.partition("-")
        if turn == "page":
            page = number(name)
            if page is None or page * _ON_A_PAGE >= len(by_name()):
                raise FieldRefused
            asking.notes["page"] = page
        elif turn in ("on", "off") and number(name) in _ids():
            one = {number(name)}
            asking.notes["chosen"] = _in_order({*chosen} | one if turn == "on" else {*chosen} - one)
        else:
            raise FieldRefused
        await show(asking.update, asking.context, asking.whole(self.asked), [*self._rows(asking), *asking.way_out])
        return None

    def shown(self, answer: Answer) -> Text:
        if len(answer) == len(_ids()):
            return text.told_all_districts
        return Text(", ").join(district.name for district in by_name() if district.id in answer)

    def _rows(self, asking: Asking) -> Rows:
        chosen, page = asking.notes["chosen"], asking.notes.get("page", 0)
        # The button says what it will do, as in handlers/questions/toggles.py.
        buttons = [
            asking.button(ON + district.name, f"off-{district.id}")
            if district.id in chosen
            else asking.button(OFF + district.name, f"on-{district.id}")
            for district in by_name()[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
        ]
        turns = [asking.button(text.button_previous, f"page-{page - 1}")] if page else []
        if (page + 1) * _ON_A_PAGE < len(by_name()):
            turns.append(asking.button(text.button_next, f"page-{page + 1}"))
        ends = [asking.button(text.button_all_districts, "all")]
        ends += [asking.button(self.none, "none")] if self.none is not None else []
        return [*in_columns(buttons, 2), turns, ends, [asking.button(text.button_done, "done")]]


def _ids() -> list[int]:
    return [district.id for district in by_name()]


def _in_order(chosen: set[int | None]) -> list[int]:
    return [each for each in _ids() if each in chosen]


def _sure(said: str) -> int:
    """The one district that these words name."""
    match = match_district(said)
    if match.sure is None:
        raise DistrictRefused("refused_districts")
    return match.sure.id
