"""Is it an answer or a question? People ask in the middle of everything, and name shops like questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reading import looks_like_question

QUESTIONS = [
    "pirt itu apa bu?",
    "pirt itu apa bu",
    "PIRT itu apa?",
    "apa itu halal",
    "apa itu halal?",
    "Apa Itu Halal?",
    "berapa biayanya",
    "BERAPA BIAYANYA",
    "brp biaya nya bu",
    "biayanya berapa",
    "biayanya berapa ya kak",
    "bagaimana cara daftar nib",
    "gimana caranya",
    "gmn cara daftarnya",
    "caranya gimana bu",
    "kenapa harus daftar",
    "kapan jadinya",
    "kapan selesai ya pak",
    "siapa yang tanggung jawab",
    "di mana kantornya",
    "kantornya dimana",
    "kantor disperindag di mana ya",
    "apakah ini gratis",
    "ini gratis gak",
    "bayar gak bu",
    "bayar berapa ya",
    "boleh tidak kalau belum punya nib",
    "bisa gak ya kalau belum produksi",
    "perlu nib tidak?",
    "nib wajib gak",
    "mau tanya bu",
    "numpang tanya pak soal halal",
    "maaf mau tanya",
    "izin bertanya",
    "bu apa itu nib",
    "kak berapa lama prosesnya",
    "maksudnya apa",
    "ini untuk apa ya",
    "kok ditanya nama usaha",
    "nama usaha buat apa",
    "tolong jelaskan dulu",
    "syaratnya apa saja?",
    "cara daftar pirt",
    "what is pirt",
    "how much is it",
    "why do you need my name",
    "do i need to pay",
    "is it free?",
    "kalau belum ada nama usaha?",
    "harus bayar",
]

ANSWERS = [
    "Apa Adanya Snack",
    "apa adanya snack",
    "Toko Kapan Lagi",
    "toko kapan lagi",
    "Kapan Lagi Cake",
    "Siapa Takut Sambal",
    "Mana Tahan",
    "Apa Kata Ibu",
    "Dapur Siti",
    "dapur siti",
    "Siti Aminah",
    "siti",
    "Keripik Pisang Bu Ros",
    "kripik pisang",
    "Rasa Berapa Saja Enak",
    "Banana Kutim",
    "sangatta utara",
    "Muara Wahau",
    "Busang",
    "UD. Maju Jaya",
    "keripik pisang sama sambal, kadang amplang",
    "dua puluh orang",
    "Warung Ibu Dimana Mana",
    "Apa",
    "Kafe Where Else",
    "Manalu",
    "Sapa Dapur",
    "Kapandi",
    "Iskandar",
    "",
    "?",
    "???",
    "😀",
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_question_is_seen(text: str) -> None:
    assert looks_like_question(text) is True


@pytest.mark.parametrize("text", ANSWERS)
def test_answer_is_not_taken_for_a_question(text: str) -> None:
    assert looks_like_question(text) is False


@given(st.text(max_size=300))
def test_any_text_gets_a_verdict(text: str) -> None:
    assert looks_like_question(text) in (True, False)
