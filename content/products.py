"""Loads content/products.yaml: what is made in Kutai Timur, its codes and its permits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from content.language import language
from content.yaml_files import read_yaml

PERMIT_FIELDS = ("pirt", "bpom_md", "sni", "halal", "slhs")


@dataclass(frozen=True)
class ProductFacts:
    """One product. `number` is its id in the database; `permits` says ya, tidak or tanya for each permit."""

    number: int
    id: str
    name_id: str
    name_en: str
    cluster: str
    keywords: tuple[str, ...]
    kbli_2020: str
    kbli_2025: str | None
    kbli_2025_title: str
    kbli_is_verified: bool
    is_industry: bool
    permits: Mapping[str, str]
    permit_notes: Mapping[str, str]
    note: str

    @property
    def name(self) -> str:
        """The name in the current language."""
        return self.name_en if language.get() == "en" else self.name_id


@dataclass(frozen=True)
class ProductBook:
    """All products, and the words that fit several of them or none."""

    products: tuple[ProductFacts, ...]
    vague: Mapping[str, tuple[str, ...]]
    other_goods: tuple[str, ...]
    no_goods: tuple[str, ...]

    def by_id(self, product_id: str) -> ProductFacts:
        """The product with this id (`keripik-pisang`); raises KeyError."""
        return {row.id: row for row in self.products}[product_id]

    def by_number(self, number: int) -> ProductFacts:
        """The product with this number; raises KeyError."""
        return {row.number: row for row in self.products}[number]


@cache
def product_book() -> ProductBook:
    """The products as the content has them."""
    raw = read_yaml("products.yaml")
    return ProductBook(
        products=tuple(
            ProductFacts(
                number=row["number"],
                id=row["id"],
                name_id=row["name"],
                name_en=row["name_en"],
                cluster=row["cluster"],
                keywords=tuple(row["keywords"]),
                kbli_2020=row["kbli_2020"],
                kbli_2025=row["kbli_2025"],
                kbli_2025_title=row["kbli_2025_title"],
                kbli_is_verified=row["kbli_mapping_status"] == "verified",
                is_industry=row["is_industry"],
                permits={field: row[field] for field in PERMIT_FIELDS},
                permit_notes={field: row[f"{field}_note"] for field in PERMIT_FIELDS if f"{field}_note" in row},
                note=row["note"],
            )
            for row in raw["products"]
        ),
        vague={words: tuple(ids) for words, ids in raw["vague"].items()},
        other_goods=tuple(raw["other_goods"]),
        no_goods=tuple(raw["no_goods"]),
    )
