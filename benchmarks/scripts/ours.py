"""Our own registration: seven answers. The only place of the benchmarks that knows our bot's words.

Every Expect names the *last* message of an answer, so that nothing of it is still to come when the person acts.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.load.script import Expect, Press, Say, Script, Step

REFUSED = r"(?i)\bmaaf\b|kami perlu nama|belum kami kenal|terlalu panjang|jawaban atau pertanyaan|tulis satu"
BUTTONS = {
    "processed": "Diolah jadi baru",
    "packed": "Hanya dikemas ulang",
    "resold": "Dijual lagi",
    "grown": "Hasil kebun",
    "served": "Disajikan",
}
_FIRST_NAMES = ("Siti", "Rahmat", "Dewi", "Anton", "Maria", "Yusuf", "Lestari", "Bambang", "Ningsih", "Hasan", "Rina")
_LAST_NAMES = ("Aminah", "Hidayat", "Kusuma", "Lawai", "Saputra", "Rahayu", "Wahyuni", "Effendi", "Lian", "Ibau")
_DISTRICTS = ("Sangatta Utara", "Busang", "Muara Wahau", "Bengalon", "Telen", "Kaubun", "Long Mesangat")
_PRODUCTS = (
    ("Keripik pisang",), ("Tempe", "Tahu"), ("Terasi",), ("Kue kering", "Kue basah"), ("Kopi bubuk",),
    ("Gula semut aren", "Madu murni kemasan"), ("sabun cuci piring",), ("Roti kemasan",),
)  # fmt: skip
_ACTIVITIES = (("processed",), ("processed", "resold"), ("packed",), ("processed", "served"))


@dataclass(frozen=True)
class Producer:
    """What one person answers, and so what must be in the database in the end, word for word.

    `products` are names of the product list or, where it has none, the person's own words; `activities` are
    stored values. `business` may hold `{person}` and `{loop}`, as in Say.
    """

    owner: str
    business: str
    district: str
    products: tuple[str, ...]
    activities: tuple[str, ...]


def producer(number: int) -> Producer:
    """The answers of person `number`: neighbours differ in every one of them."""
    first, last = _FIRST_NAMES[number % len(_FIRST_NAMES)], _LAST_NAMES[number % len(_LAST_NAMES)]
    return Producer(
        owner=f"{first} {last}",
        business=f"Usaha {first} {number}",
        district=_DISTRICTS[number % len(_DISTRICTS)],
        products=_PRODUCTS[number % len(_PRODUCTS)],
        activities=_ACTIVITIES[number % len(_ACTIVITIES)],
    )


def registration(answers: Producer, name: str = "our registration") -> Script:
    """The whole talk with these answers, from /daftar to the first word on permits."""
    toggles: list[Step] = []
    for activity in answers.activities:
        toggles += [Press(BUTTONS[activity]), Expect("Bahannya diapakan", never=REFUSED)]
    return Script(
        name=name,
        steps=(
            Say("/daftar"),
            Expect("Izin menyimpan data", never=REFUSED),
            Press("Ya, setuju"),
            Expect("Siapa nama lengkap", never=REFUSED),
            Say(answers.owner),
            Expect("Apa nama usahanya", never=REFUSED),
            Say(answers.business),
            Expect("Di kecamatan mana", never=REFUSED),
            Say(answers.district),
            Expect("Apa saja yang dibuat", never=REFUSED),
            Say(", ".join(answers.products)),
            Expect("Kami catat:", never=REFUSED),
            Press("^Sudah benar"),
            Expect("Bahannya diapakan", never=REFUSED),
            *toggles,
            Press("^Selesai"),
            Expect("Sudah benar semua", never=REFUSED),
            Press("^Simpan"),
            Expect("Izin yang penting lebih dulu", never=REFUSED),
        ),
    )


REGISTRATION = registration(
    Producer("Siti Aminah", "Keripik Siti {person}-{loop}", "Sangatta Utara", ("Keripik pisang",), ("processed",))
)
