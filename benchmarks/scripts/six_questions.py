"""The registration of the two peers: six questions, one row at the end."""

from benchmarks.load.script import Expect, Press, Say, Script

SIX_QUESTIONS = Script(
    name="six questions",
    steps=(
        Say("/start"),
        Expect("Siapa nama Ibu/Bapak"),
        Say("Siti {person}"),
        Expect("Apa nama usahanya"),
        Say("Keripik Siti {person}-{loop}"),
        Expect("Apa hasil usahanya"),
        Press("Keripik"),
        Expect("Di kecamatan mana"),
        Say("Sangatta Utara"),
        Expect("Berapa nomor HP"),
        Say("081234567890"),
        Expect("Simpan data ini"),
        Press("^Ya"),
        Expect("Terima kasih"),
    ),
)
