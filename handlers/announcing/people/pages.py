"""The pages on which people are chosen: one for each field of an audience, with its choices as buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from content.products import product_book
from content.texts import Text
from handlers.announcing.people.words import of_businesses, of_roles, text
from handlers.mentoring_words import label_of
from handlers.questions.district import by_name
from models import Cluster, IndustryScale, Permit, RoleKind
from services.announcements.audience import Activeness, Audience
from services.errors import FieldRefused

Choices = Sequence[tuple[Any, Text]]
"""(value, the words on its button)"""


@dataclass(frozen=True)
class Page:
    """One field. `is_one`: a choice takes the place of the one before; otherwise several may be chosen."""

    field: str
    choices: Callable[[], Choices]
    columns: int = 2
    is_one: bool = False

    @property
    def asked(self) -> Text:
        """The words of the page."""
        return text[f"ask_page_{self.field}"]

    @property
    def label(self) -> Text:
        """The words on the button that opens it."""
        return text[f"button_{self.field}"]

    def chosen(self, audience: Audience) -> frozenset[Any]:
        """What is chosen of it."""
        value = getattr(audience, self.field)
        if self.is_one:
            return frozenset() if value is None else frozenset({value})
        return frozenset(value)

    def turned(self, audience: Audience, code: str, *, on: bool) -> Audience:
        """The same people with one choice on or off; raises FieldRefused for what is no choice."""
        value = next((value for value, _ in self.choices() if code_of(value) == code), None)
        if value is None:
            raise FieldRefused
        chosen = self.chosen(audience)
        now: Any = None
        if not self.is_one:
            now = chosen | {value} if on else chosen - {value}
        elif on:
            now = value
        elif value not in chosen:
            return audience
        changed: dict[str, Any] = {self.field: now}
        return replace(audience, **changed)


def code_of(value: Any) -> str:
    """A choice as it stands in a button."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _permits() -> Choices:
    return [(permit, of_businesses[f"button_permit_{permit.value}"]) for permit in Permit]


_ALL = (
    Page("districts", lambda: [(district.id, Text(district.name)) for district in by_name()]),
    Page("clusters", lambda: [(cluster, label_of(cluster)) for cluster in Cluster]),
    Page("products", lambda: [(product.number, Text(product.name)) for product in product_book().products], columns=1),
    Page("scales", lambda: [(scale, of_businesses[f"scale_{scale.value}"]) for scale in IndustryScale], columns=3),
    Page("permits_held", _permits),
    Page("permits_missing", _permits),
    Page("has_mentor", lambda: [(True, text.button_mentor_yes), (False, text.button_mentor_no)], is_one=True),
    Page("activeness", lambda: [(each, text[f"button_{each.value}"]) for each in Activeness], is_one=True),
    Page("roles", lambda: [(kind, of_roles[f"role_{kind.value}"]) for kind in RoleKind]),
)
PAGES: Mapping[str, Page] = {page.field: page for page in _ALL}
FIRST = ("districts", "clusters", "products")
MORE = ("scales", "permits_held", "permits_missing", "has_mentor", "activeness", "roles")

text.require(
    *(f"ask_page_{field}" for field in PAGES),
    *(f"button_{field}" for field in PAGES),
    *(f"button_{each.value}" for each in Activeness),
)


def with_all_producers(audience: Audience, *, on: bool) -> Audience:
    """All producers in place of some of them; or none in particular."""
    return Audience(
        producers=on, roles=audience.roles, activeness=audience.activeness, excluded=audience.excluded
    )  # fmt: skip
