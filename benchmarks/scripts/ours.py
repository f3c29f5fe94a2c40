"""Our own registration: seven answers. The only place of the benchmarks that knows our bot's words.

Every Expect names the *last* message of an answer, so that nothing of it is still to come when the person acts.
"""

from benchmarks.load.script import Expect, Press, Say, Script

REFUSED = "(?i)maaf|belum bisa dipakai|coba tulis lagi"

REGISTRATION = Script(
    name="our registration",
    steps=(
        Say("/daftar"),
        Expect("(?i)setuju|persetujuan"),
        Press("(?i)^.{0,3}setuju|^ya"),
        Expect("(?i)nama (ibu|bapak|pemilik|lengkap)", never=REFUSED),
        Say("Siti Aminah {person}"),
        Expect("(?i)nama usaha", never=REFUSED),
        Say("Keripik Siti {person}-{loop}"),
        Expect("(?i)kecamatan", never=REFUSED),
        Say("Sangatta Utara"),
        Expect("(?i)produk|hasil", never=REFUSED),
        Say("keripik pisang"),
        Expect("(?i)bahan|diolah|kegiatan", never=REFUSED),
        Press("(?i)olah"),
        Expect("(?i)sudah benar|periksa|ringkasan", never=REFUSED),
        Press("(?i)simpan|benar"),
        Expect("(?i)tersimpan|terdaftar|terima kasih"),
    ),
)
