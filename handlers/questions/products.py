"""The products: free text, matched to the list; what was understood is shown and put right in the same step."""

from __future__ import annotations

import zlib
from typing import Any

from telegram import InlineKeyboardButton

from content.products import product_book
from content.texts import Text
from handlers.callbacks import number
from handlers.questions.question import Answer, Asking, Question, Rows, Screen, in_columns, text
from handlers.replies import say, show
from services.businesses import MOST_PRODUCTS
from services.errors import FieldRefused, ProductsRefused
from services.products import MOST_CHARACTERS, match_products
from services.reading import folded

Item = dict[str, Any]
"""{"product": number} from the list, or {"own": words}, with "guesses": [numbers] while it is unsure."""


class Products(Question):
    """The answer is a list of product numbers and of own words, in the order told."""

    key = "products"
    guards_against_questions = True
    shows_former = True

    async def screen(self, asking: Asking) -> Screen:
        if asking.former:
            asking.notes["items"] = [_item(part) for part in asking.former]
            return Screen(text.ask_products + "\n\n" + _review(asking), _rows(asking))
        return Screen(text.ask_products, [])

    async def rows(self, asking: Asking) -> Rows:
        return _rows(asking)

    def is_rather_a_question(self, said: str) -> bool:
        return not match_products(said).found and super().is_rather_a_question(said)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        if len(said) > MOST_CHARACTERS:
            raise ProductsRefused("refused_too_long", most=MOST_CHARACTERS)
        matches = match_products(said)
        items: list[Item] = [*asking.notes.get("items", [])]
        told: list[Item] = [{"product": product.number} for product in matches.found]
        told += [
            {"own": unsure.written, "guesses": [guess.number for guess in unsure.guesses]} for unsure in matches.unsure
        ]
        told += [{"own": words} for words in matches.unlisted]
        items += [item for item in told if _name(item) not in map(_name, items)]
        if not told or len(items) > MOST_PRODUCTS:
            raise ProductsRefused(most=MOST_PRODUCTS)
        asking.notes["items"] = items
        await say(asking.context, asking.whole(_review(asking)), [*_rows(asking), *asking.way_out])
        return None

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        items: list[Item] = asking.notes.setdefault("items", [])
        if what == "right":
            if not items:
                raise ProductsRefused(most=MOST_PRODUCTS)
            return [item.get("product", item.get("own")) for item in items]
        act, _, name = what.partition("-")
        if act == "drop":
            items[:] = [item for item in items if _token(item) != name]
        elif act == "add":
            _settle(items, number(name))
        else:
            raise FieldRefused
        await show(asking.update, asking.context, asking.whole(_review(asking)), [*_rows(asking), *asking.way_out])
        return None

    def shown(self, answer: Answer) -> Text:
        return Text(", ").join(_name(_item(part)) for part in answer)


def _item(part: int | str) -> Item:
    return {"product": part} if isinstance(part, int) else {"own": part}


def _name(item: Item) -> str:
    return product_book().by_number(item["product"]).name if "product" in item else item["own"]


def _token(item: Item) -> str:
    """What names an item in a button: a place in the list would mean another item after the first press."""
    return str(item["product"]) if "product" in item else f"own{zlib.crc32(folded(item['own']).encode()):08x}"


def _settle(items: list[Item], chosen: int | None) -> None:
    """Puts the chosen product in the place of the words that may have meant it."""
    place = next((at for at, item in enumerate(items) if chosen in item.get("guesses", ())), None)
    if place is not None:
        items[place] = {"product": chosen}
        return
    if chosen not in {product.number for product in product_book().products}:
        raise FieldRefused


def _review(asking: Asking) -> Text:
    items = asking.notes.get("items", [])
    if not items:
        return text.ask_products
    lines = [Text(f"{at}. ") + _line(item) for at, item in enumerate(items, 1)]
    return text.ask_products_right.format(products=Text("\n").join(lines))


def _line(item: Item) -> Text:
    if "product" in item:
        return Text("{name}").format(name=_name(item))
    told = text.told_product_unsure if item.get("guesses") else text.told_product_unlisted
    return told.format(product=item["own"])


def _rows(asking: Asking) -> Rows:
    items: list[Item] = asking.notes.get("items", [])
    if not items:
        return []
    guesses = [guess for item in items for guess in item.get("guesses", ())]
    adds = [asking.button(f"+ {product_book().by_number(guess).name}", f"add-{guess}") for guess in guesses]
    return [
        [asking.button(text.button_products_right, "right")],
        *in_columns(adds, 2),
        *in_columns([_drop(asking, at, item) for at, item in enumerate(items, 1)], 3),
    ]


def _drop(asking: Asking, at: int, item: Item) -> InlineKeyboardButton:
    """Shows the number in the list above, but means the item."""
    return asking.button(text.button_drop_product.plain(number=at), f"drop-{_token(item)}")
