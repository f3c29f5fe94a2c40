"""The district: typed with typos, chosen from pages of buttons, or found from a location."""

from __future__ import annotations

from functools import cache

from telegram import InlineKeyboardButton, Message
from telegram.ext import filters

from content.districts import DistrictFacts, district_book
from content.texts import Text
from handlers.callbacks import number
from handlers.questions.question import Answer, Asking, Question, Rows, Screen, in_columns, text
from handlers.replies import say, show
from services.districts import match_district, nearest_district
from services.errors import DistrictRefused, FieldRefused
from services.reading.short_answers import says

_ON_A_PAGE = 10
_COLUMNS = 2


class District(Question):
    """The answer is the district's id."""

    key = "district"
    guards_against_questions = True
    messages = filters.LOCATION
    refused_outside = "refused_district_outside"
    refused_far = "refused_location_outside"

    @property
    def asked(self) -> Text:
        """The words of the question."""
        return text.ask_district

    async def screen(self, asking: Asking) -> Screen:
        return Screen(self.asked, _page(asking, 0))

    def is_rather_a_question(self, said: str) -> bool:
        return match_district(said).sure is None and super().is_rather_a_question(said)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        offered = asking.notes.get("offered")
        if offered is not None and says(said, "yes"):
            return int(offered)
        match = match_district(said)
        if match.sure is not None:
            return match.sure.id
        if match.outside is not None:
            raise DistrictRefused(self.refused_outside, place=match.outside)
        if not match.guesses:
            raise DistrictRefused
        if len(match.guesses) == 1:
            await _offer(asking, match.guesses[0], text.ask_district_guess)
            return None
        asking.notes.pop("offered", None)
        rows = [[_choice(asking, district)] for district in match.guesses]
        await say(asking.context, text.ask_district_which, [*rows, [_list(asking)], *asking.way_out])
        return None

    async def read_message(self, asking: Asking, message: Message) -> Answer | None:
        assert message.location is not None
        nearest = nearest_district(message.location.latitude, message.location.longitude)
        if nearest.is_outside:
            raise DistrictRefused(self.refused_far)
        await _offer(asking, nearest.district, text.ask_district_nearest)
        return None

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what.startswith("page-"):
            page = number(what.removeprefix("page-"))
            if page is None or page * _ON_A_PAGE >= len(by_name()):
                raise FieldRefused
            rows = [*_page(asking, page), *asking.way_out]
            await show(asking.update, asking.context, asking.whole(self.asked), rows)
            return None
        chosen = number(what)
        if chosen not in {district.id for district in by_name()}:
            raise FieldRefused
        return chosen

    def shown(self, answer: Answer) -> Text:
        return super().shown(district_book().by_id(answer).name)


@cache
def by_name() -> tuple[DistrictFacts, ...]:
    """All districts, as people look for them."""
    return tuple(sorted(district_book().districts, key=lambda district: district.name))


async def _offer(asking: Asking, district: DistrictFacts, words: Text) -> None:
    """Asks whether it is this one; a typed `ya` takes it too."""
    asking.notes["offered"] = district.id
    rows = [[asking.button(text.button_yes_district, district.id), _list(asking)]]
    await say(asking.context, words.format(district=district.name), [*rows, *asking.way_out])


def _choice(asking: Asking, district: DistrictFacts) -> InlineKeyboardButton:
    return asking.button(district.name, district.id)


def _list(asking: Asking) -> InlineKeyboardButton:
    return asking.button(text.button_other_district, "page-0")


def _page(asking: Asking, page: int) -> Rows:
    here = by_name()[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    turns = []
    if page:
        turns.append(asking.button(text.button_previous, f"page-{page - 1}"))
    if (page + 1) * _ON_A_PAGE < len(by_name()):
        turns.append(asking.button(text.button_next, f"page-{page + 1}"))
    return [*in_columns([_choice(asking, district) for district in here], _COLUMNS), turns]
