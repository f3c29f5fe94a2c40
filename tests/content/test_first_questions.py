"""What somebody new is offered to ask: every topic and product is there, and no permit that cannot be had."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from content.products import ProductFacts, product_book
from content.rules.first_questions import first_question_book
from services.first_questions import MOST
from tests.understanders import seed_documents

BOOK = first_question_book()
PRODUCTS = product_book().products
OF_PERMIT = {"pirt-": "pirt", "bpom-md-": "bpom_md", "sni-": "sni", "halal-": "halal"}
NOT_FOR_A_PERMIT = {"pirt-dikecualikan"}  # tells which products cannot have it
OF_FOOD = ("label-", "umur-simpan", "pengawet-", "higiene-", "kemasan-food-", "pkp-")


def impossible(product: ProductFacts, topics: tuple[str, ...]) -> Iterator[str]:
    """Topics about a permit that this product cannot have, or that are not about such goods."""
    for topic in topics:
        permits = [field for start, field in OF_PERMIT.items() if topic.startswith(start)]
        if topic not in NOT_FOR_A_PERMIT and any(product.permits[field] == "tidak" for field in permits):
            yield topic
        if topic == "pirt-dikecualikan" and product.permits["pirt"] == "ya":
            yield topic
        if topic == "amdk-sni" and product.cluster != "amdk":
            yield topic
        if topic.startswith(OF_FOOD) and product.cluster == "kerajinan":
            yield topic


def test_every_topic_is_an_answer() -> None:
    lists = [*BOOK.products.values(), *BOOK.clusters.values(), BOOK.general]
    assert {topic for topics in lists for topic in topics} - seed_documents().keys() == set()


def test_every_product_and_cluster_has_its_own() -> None:
    assert set(BOOK.products) == {product.id for product in PRODUCTS}
    assert set(BOOK.clusters) == {product.cluster for product in PRODUCTS}


def test_every_list_is_enough_and_no_topic_stands_twice() -> None:
    for topics in (*BOOK.products.values(), *BOOK.clusters.values(), BOOK.general):
        assert len(set(topics)) == len(topics) == MOST


def test_products_differ() -> None:
    assert len(set(BOOK.products.values())) == len(PRODUCTS)


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.id)
def test_no_permit_that_the_product_cannot_have(product: ProductFacts) -> None:
    assert list(impossible(product, BOOK.topics_for([product]))) == []


def test_several_products_take_turns() -> None:
    both = [product_book().by_id("keripik-pisang"), product_book().by_id("amdk")]
    assert BOOK.topics_for(both)[:4] == ("tengik-melempem", "amdk-sni", "pirt-cara-daftar", "bpom-md-kapan")


def test_product_that_has_no_list_gets_its_clusters_and_what_fits_everybody() -> None:
    assert BOOK.topics_for([]) == BOOK.general
    rotan = product_book().by_id("anyaman-rotan")
    assert BOOK.topics_for([rotan])[MOST:] == ("merek-daftar", "nib-oss")
