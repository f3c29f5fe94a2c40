"""From which districts producers are invited: toggles in pages, names with typos, or all of them."""

from __future__ import annotations

from functools import cache

from content.districts import DistrictFacts, district_book
from content.texts import Text, escaped
from handlers.callbacks import number
from handlers.questions.question import Answer, Asking, Rows, Screen, in_columns
from handlers.questions.question import text as question_text
from handlers.replies import say, show
from handlers.workshops.opening.choices import OwnQuestion
from handlers.workshops.opening.steps import Opening, text
from services.districts import match_district
from services.errors import DistrictRefused, FieldRefused
from services.reading.short_answers import says

_ON_A_PAGE = 10
_ON, _OFF = "☑ ", "☐ "


class Districts(OwnQuestion):
    """The answer is a list of ids; an empty one means every district."""

    key = Opening.DISTRICTS.value
    shows_former = True

    async def screen(self, asking: Asking) -> Screen:
        asking.notes.update(chosen=list(asking.former or []), page=0)
        return Screen(_told(asking), _rows(asking))

    async def rows(self, asking: Asking) -> Rows:
        asking.notes.setdefault("chosen", list(asking.former or []))
        return _rows(asking)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        chosen = asking.notes.setdefault("chosen", [])
        if says(said, "done") and chosen:
            return chosen
        matches = [match_district(part) for part in said.replace(" dan ", ",").split(",") if part.strip()]
        if not matches or any(match.sure is None for match in matches):
            raise DistrictRefused
        named = {match.sure.id for match in matches if match.sure is not None}
        asking.notes["chosen"] = sorted({*chosen} | named)
        await say(asking.context, asking.whole(_told(asking)), [*_rows(asking), *asking.way_out])
        return None

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        chosen = asking.notes.setdefault("chosen", [])
        act, _, rest = what.partition("-")
        named = number(rest)
        if act == "all":
            return []
        if act == "done" and chosen:
            return chosen
        if act == "page" and named is not None and named * _ON_A_PAGE < len(_by_name()):
            asking.notes["page"] = named
        elif act in ("on", "off") and named in {district.id for district in _by_name()}:
            asking.notes["chosen"] = sorted({*chosen} | {named} if act == "on" else {*chosen} - {named})
        else:
            raise FieldRefused
        await show(asking.update, asking.context, asking.whole(_told(asking)), [*_rows(asking), *asking.way_out])
        return None

    def shown(self, answer: Answer) -> Text:
        return _names(answer) if answer else text.told_all_districts


@cache
def _by_name() -> tuple[DistrictFacts, ...]:
    return tuple(sorted(district_book().districts, key=lambda district: district.name))


def _names(chosen: list[int]) -> Text:
    return Text(escaped(", ".join(district.name for district in _by_name() if district.id in chosen)))


def _told(asking: Asking) -> Text:
    chosen = asking.notes["chosen"]
    return text.ask_districts + "\n\n" + text.told_chosen.format(names=_names(chosen)) if chosen else text.ask_districts


def _rows(asking: Asking) -> Rows:
    chosen, page = asking.notes["chosen"], asking.notes.get("page", 0)
    here = _by_name()[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    buttons = [
        asking.button(_ON + each.name, f"off-{each.id}")
        if each.id in chosen
        else asking.button(_OFF + each.name, f"on-{each.id}")
        for each in here
    ]
    turns = [asking.button(question_text.button_previous.plain(), f"page-{page - 1}")] if page else []
    if (page + 1) * _ON_A_PAGE < len(_by_name()):
        turns.append(asking.button(question_text.button_next.plain(), f"page-{page + 1}"))
    ends = [asking.button(text.button_all_districts.plain(), "all")]
    ends += [asking.button(question_text.button_done.plain(), "done")] if chosen else []
    return [*in_columns(buttons, 2), turns, ends]
