"""Products in what people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.products import ProductFacts, product_book
from services.products import MOST_GUESSES, match_products

FOUND = {
    "keripik pisang": ["keripik-pisang"],
    "Kripek Pisang": ["keripik-pisang"],
    "kripik pisank": ["keripik-pisang"],
    "sanggar garing": ["keripik-pisang"],
    "keripi pisang": ["keripik-pisang"],
    "keripik pisang rasa balado": ["keripik-pisang"],
    "Kripik Pisang Bu Ros": ["keripik-pisang"],
    "banana chips": ["keripik-pisang"],
    "keripik pisang sama sambal, kadang amplang": ["keripik-pisang", "sambal", "kerupuk-ikan"],
    "keripik pisang dan singkong": ["keripik-pisang", "keripik-singkong"],
    "keripik pisang, tempe": ["keripik-pisang", "tempe"],
    "amplang kuku macan": ["kerupuk-ikan"],
    "kuku macan": ["kerupuk-ikan"],
    "amplng": ["kerupuk-ikan"],
    "gula habang": ["gula-merah-aren-cetak"],
    "gula aren": ["gula-merah-aren-cetak"],
    "gula semut": ["gula-semut-aren"],
    "lempok durian": ["dodol"],
    "trasi": ["terasi"],
    "belacan": ["terasi"],
    "VCO": ["minyak-kelapa"],
    "vco & lampit": ["minyak-kelapa", "anyaman-rotan"],
    "1. nastar 2. kastengel\n3. brownies": ["kue-kering", "kue-basah"],
    "- sambal\n- abon": ["sambal", "abon-ikan"],
    "ikan salai + abon haruan": ["ikan-asin", "abon-ikan"],
    "aer galon isi ulang": ["depot-air-minum-isi-ulang"],
    "air mineral gelas": ["amdk"],
    "madu kelulut asli": ["madu-murni-kemasan"],
    "coklat karangan": ["cokelat-batang"],
    "coklat bubuk": ["kakao-bubuk-kemasan"],
    "biji kakao kering": ["biji-kakao-fermentasi-kering"],
    "tahu dan tempe": ["tahu", "tempe"],
    "saya jual kue basah bu": ["kue-basah"],
    "tenun ulap doyo": ["kain-batik"],
    "manik-manik": ["ukiran-kayu"],
    "sirup markisa": ["minuman-sari-buah-siap-minum"],
    "sale": ["sale-pisang-kering"],
    "frozen food: nugget, pempek": ["frozen-food"],
}

UNSURE = {
    "keripik": ["keripik-pisang", "keripik-singkong"],
    "kripik": ["keripik-pisang", "keripik-singkong"],
    "kopi": ["kopi-bubuk"],
    "aer galon": ["depot-air-minum-isi-ulang", "amdk"],
    "jual kue": ["kue-kering", "kue-basah"],
    "rotii": ["roti-kemasan"],
}

UNLISTED = {
    "pakan ternak": ["pakan ternak"],
    "es teh, pisang goreng": ["es teh", "pisang goreng"],
    "saya jual Nasi Kuning ya bu": ["Nasi Kuning"],
    "warung kopi": ["warung kopi"],
    "sembako": ["sembako"],
    "Mie <3 & <b>bakso": ["Mie <3", "<b>bakso"],
}

NOTHING = ["", "😀😀", "?", "tidak tahu", "ga tahu bu", "belum ada", "123", "dan, sama", "-"]


def ids(rows: tuple[ProductFacts, ...]) -> list[str]:
    return [row.id for row in rows]


@pytest.mark.parametrize("text", FOUND)
def test_products_are_found(text: str) -> None:
    match = match_products(text)
    assert (ids(match.found), match.unsure, match.unlisted) == (FOUND[text], (), ())


@pytest.mark.parametrize("text", UNSURE)
def test_vague_words_are_asked_about(text: str) -> None:
    match = match_products(text)
    assert (match.found, [ids(row.guesses) for row in match.unsure], match.unlisted) == ((), [UNSURE[text]], ())


@pytest.mark.parametrize("text", UNLISTED)
def test_other_goods_are_kept_as_written(text: str) -> None:
    match = match_products(text)
    assert (match.found, match.unsure, list(match.unlisted)) == ((), (), UNLISTED[text])


@pytest.mark.parametrize("text", NOTHING)
def test_text_without_goods_gives_nothing(text: str) -> None:
    assert match_products(text).is_empty is True


def test_known_and_own_words_are_told_apart() -> None:
    match = match_products("keripik pisang, pakan ternak, keripik pisang, kopi")
    assert ids(match.found) == ["keripik-pisang"]
    assert [row.written for row in match.unsure] == ["kopi"]
    assert match.unlisted == ("pakan ternak",)


@pytest.mark.parametrize("row", product_book().products, ids=lambda row: row.id)
def test_every_keyword_finds_its_own_product(row: ProductFacts) -> None:
    wrong = [keyword for keyword in row.keywords if match_products(keyword).found != (row,)]
    assert wrong == []


@given(st.text(max_size=800))
def test_any_text_is_matched_within_bounds(text: str) -> None:
    match = match_products(text)
    assert len(match.found) == len(set(ids(match.found)))
    assert all(1 <= len(row.guesses) <= MOST_GUESSES for row in match.unsure)
    assert all(2 <= len(own) <= 80 and "\n" not in own for own in match.unlisted)


@given(st.lists(st.sampled_from(product_book().products), min_size=1, max_size=5, unique_by=lambda row: row.id))
def test_a_list_of_first_keywords_finds_them_all(rows: list[ProductFacts]) -> None:
    text = ", ".join(row.keywords[0] for row in rows)
    assert ids(match_products(text).found) == [row.id for row in rows]
