"""What is made of a message: sure, unsure, not ours, small talk, a follow-up."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from content.answers.document import FaqDocument
from services.understanding.outcome import Understanding
from services.understanding.understander import Understander

SURE = {
    "gmn cara biar keripik sy ga cpt melempem": "tengik-melempem",
    "ktk pirt abis brp thn": "pirt-masa-berlaku",
    "sertifikat halal gratis syaratnya apa": "halal-self-declare",
    "berapa biaya daftar merek untuk umkm": "merek-biaya",
    "air galon saya mau saya kemas botol izinnya apa": "amdk-sni",
    "cara ngitung harga jual biar ga rugi": "harga-jual-hpp",
    "how long is a halal certificate valid": "halal-masa-berlaku",
}
TALK = {
    "halo kak": "_salam",
    "makasih banyak ya bu": "_terima_kasih",
    "kamu robot ya": "_obrolan",
    "mau ngomong sama petugas langsung bisa": "_minta_petugas",
    "asdfghjkl": "_acak",
}
OUTSIDE = (
    "cara perpanjang sim di samsat",
    "resep ayam geprek dong",
    "slot gacor hari ini",
    "hari ini hujan gak ya di sangatta",
    "berapa harga emas antam",
)


@pytest.mark.parametrize(("said", "topic"), SURE.items())
def test_clear_question_is_answered_at_once(understander: Understander, said: str, topic: str) -> None:
    understood = understander.understand(said)
    assert (understood.way, understood.candidates[0].key) == (Understanding.SURE, topic)


@pytest.mark.parametrize(("said", "kind"), TALK.items())
def test_small_talk_gets_a_human_word(understander: Understander, said: str, kind: str) -> None:
    understood = understander.understand(said)
    assert (understood.way, understood.what) == (Understanding.TALK, kind)


@pytest.mark.parametrize("said", OUTSIDE)
def test_what_is_not_ours_is_not_answered(understander: Understander, said: str) -> None:
    assert understander.understand(said).way is Understanding.OUTSIDE


def test_unclear_question_is_asked_back_with_three_topics(understander: Understander) -> None:
    understood = understander.understand("izin produk saya")
    assert understood.way is Understanding.UNSURE
    assert len({one.key for one in understood.candidates}) == 3
    confidences = [one.confidence for one in understood.candidates]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= one <= 1 for one in confidences)


def test_urgent_message_keeps_its_likeliest_topics(understander: Understander) -> None:
    understood = understander.understand("tolong ada pembeli keracunan habis makan sambal saya")
    assert (understood.way, understood.what) == (Understanding.URGENT, "keracunan")
    assert len(understood.candidates) == 3


@pytest.mark.parametrize(
    "odd", ["", "   ", "???", "\U0001f600\U0001f600", "a" * 4096, "<b>&</b>", "\u200b", "١٢٣", "x " * 2000]
)
def test_any_text_is_taken(understander: Understander, odd: str) -> None:
    assert understander.understand(odd).way is not Understanding.SURE


def test_other_topics_leave_out_those_that_were_given(understander: Understander) -> None:
    said = "biaya izin keripik"
    first = understander.others(said, frozenset(), "pirt-apa")
    rest = understander.others(said, {first[0].key}, first[0].key)
    assert rest[:2] == first[1:3]
    assert len(rest) == 3


FOLLOW_UPS = {
    ("pirt-apa", "biayanya brp?"): "pirt-biaya-lama",
    ("pirt-biaya-lama", "berlaku berapa tahun"): "pirt-masa-berlaku",
    ("pirt-masa-berlaku", "terus cara daftarnya"): "pirt-cara-daftar",
    ("pirt-apa", "syaratnya apa aja"): "pirt-syarat",
    ("merek-daftar", "bayarnya berapa"): "merek-biaya",
    ("bpom-md-kapan", "biayanya?"): "bpom-md-biaya",
    ("bpom-md-kapan", "syaratnya"): "bpom-md-syarat",
    ("halal-self-declare", "berlakunya sampai kapan"): "halal-masa-berlaku",
}


@pytest.mark.parametrize(("last", "said"), FOLLOW_UPS)
def test_follow_up_is_understood_through_the_last_topic(understander: Understander, last: str, said: str) -> None:
    understood = understander.understand(said, last)
    assert (understood.way, understood.candidates[0].key) == (Understanding.SURE, FOLLOW_UPS[last, said])


def test_follow_up_without_a_thread_is_asked_back(understander: Understander) -> None:
    assert understander.understand("biayanya brp?").way is not Understanding.SURE


def test_new_thing_leaves_the_thread(understander: Understander) -> None:
    understood = understander.understand("cara daftar merek dagang gimana", "pirt-apa")
    assert understood.candidates[0].key == "merek-daftar"


PERMIT_OF_A_PRODUCT = {
    "daftar merek keripik pisang": "merek-daftar",
    "cara daftar halal untuk keripik pisang": "halal-self-declare",
    "bikin nib untuk usaha keripik pisang": "nib-oss",
    "kemasan keripik pisang yang bagus": "kemasan-keripik",
}


@pytest.mark.parametrize("said", PERMIT_OF_A_PRODUCT)
def test_permit_weighs_more_than_the_product_it_is_for(understander: Understander, said: str) -> None:
    assert understander.understand(said).candidates[0].key == PERMIT_OF_A_PRODUCT[said]


def test_question_that_is_known_word_for_word_is_answered(
    understander: Understander, documents: Mapping[str, FaqDocument]
) -> None:
    for key in ("siinas", "jadi-mentor", "rumah-kemasan"):
        for question in documents[key].questions[:20]:
            understood = understander.understand(f"{question.upper()} ??")
            assert (understood.way, understood.candidates[0].key) == (Understanding.SURE, key), question
