"""Loads content/rules/first_questions.yaml: what somebody new is offered to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from content.products import ProductFacts
from content.yaml_files import read_yaml

Topics = tuple[str, ...]


@dataclass(frozen=True)
class FirstQuestions:
    """Topics by product id and by cluster, and those that fit everybody, each the likeliest first."""

    products: Mapping[str, Topics]
    clusters: Mapping[str, Topics]
    general: Topics

    def topics_for(self, products: Sequence[ProductFacts]) -> Topics:
        """Every topic that fits these products, each once, the likeliest first; of several products each in turn."""
        own = _in_turn([self.products.get(product.id, ()) for product in products])
        around = _in_turn([self.clusters.get(product.cluster, ()) for product in products])
        return tuple(dict.fromkeys((*own, *around, *self.general)))


def _in_turn(lists: Sequence[Topics]) -> list[str]:
    """The first of each list, then the second of each."""
    return [topic for turn in zip_longest(*lists) for topic in turn if topic is not None]


@cache
def first_question_book() -> FirstQuestions:
    """The topics as the content has them."""
    raw = read_yaml("rules/first_questions.yaml")
    return FirstQuestions(_lists(raw["products"]), _lists(raw["clusters"]), tuple(raw["general"]))


def _lists(rows: Mapping[str, list[str]]) -> Mapping[str, Topics]:
    return {name: tuple(topics) for name, topics in rows.items()}
