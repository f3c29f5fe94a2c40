"""What goes to staff at once, and what only asks about it."""

from __future__ import annotations

import pytest

from services.understanding.urgency import urgent_kind

URGENT = {
    "keracunan": (
        "bu tolong ada pembeli keracunan habis makan sambal saya",
        "ada yg muntah2 abis makan abon sy gmn ini",
        "anak tetangga mencret setelah makan es saya, sekarang di puskesmas",
        "pelanggan komplain sakit perut sesudah makan pempek kami",
        "pelanggan saya masuk rumah sakit katanya krn amplang kami",
        "a customer got sick after eating my chips",
        "orang keracunan makanan dari katering saya tadi malam",
    ),
    "razia": (
        "pak ada razia di toko saya sekarang gmn",
        "satpol pp lagi di rumah sy minta surat izin",
        "produk saya disita petugas tadi pagi",
        "kena sidak bpom barusan, barang dibawa",
        "polisi datang ke dapur saya tanya izin",
    ),
    "ditarik": (
        "bpom suruh produk sy ditarik dari toko",
        "produk saya ditarik dari minimarket hari ini kata petugas label salah",
        "dapat surat penarikan produk dari balai pom",
    ),
    "kedaluwarsa_terjual": (
        "bu saya telanjur jual keripik yg sudah expired",
        "kue yang lewat tanggal sudah kejual 10 bungkus",
        "amplang kadaluarsa terlanjur dikirim ke pembeli",
        "roti berjamur sudah terjual ke sekolah",
    ),
}

ORDINARY = (
    "biar tidak keracunan dapur harus bagaimana",
    "cara mencegah keracunan makanan di usaha rumahan",
    "kalau nanti ada razia halal apa yang ditanya",
    "takut produk ditarik kalau belum halal",
    "apakah bisa ditarik kalau labelnya salah",
    "tanggal kedaluwarsa ditulis bagaimana",
    "kedaluwarsa pirt berapa tahun",
    "keripik saya cepat melempem",
    "roti tahan berapa hari sebelum berjamur",
    "sudah jual tapi belum ada izin",
    "misalnya ada pembeli sakit perut siapa yang tanggung",
    "cara tarik pembeli di shopee",
    "barang ditarik kurir jam berapa",
    "minta tolong dibikinkan label",
)


@pytest.mark.parametrize(("kind", "said"), [(kind, said) for kind, lines in URGENT.items() for said in lines])
def test_trouble_that_happens_is_urgent(kind: str, said: str) -> None:
    assert urgent_kind(said) == kind


@pytest.mark.parametrize("said", ORDINARY)
def test_question_about_trouble_is_not_urgent(said: str) -> None:
    assert urgent_kind(said) is None
