"""Names with signs that mean something in HTML or Markdown, in every text that shows them."""

from __future__ import annotations

import pytest

from durable import clock
from services import invitations
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.walks import does, reach
from tests.driver import Reply

NAMES = ["Siti <3", "A & B", "<b>Siti</b>", "a_b*c", "Siti &lt;", 'Bu "Ani" `x`']
# CheckedOffice reads each message as Telegram would: a tag or & of a person's would fail there.


@pytest.mark.pitfall(22)
@pytest.mark.parametrize("name", NAMES)
async def test_every_text_escapes_names(office: CheckedOffice, name: str) -> None:
    siti = office.person(11, name)
    await reach(siti, "name")
    await does(siti, name, "Busang", f"rompi {name}", "!Sudah benar", "diolah", "selesai")
    await does(siti, "!Nama usaha", "!Kembali", "!Produk", "!Kembali", "!Simpan", "!Lengkapi profil", name, "/menu")
    await does(siti, "/profil", "!Ubah isian", "!Desa", f"{name}", "/profil", "!Ubah isian", "!Nama usaha", name)
    await does(siti, "/daftar", f"apa {name} boleh ya bu?", "!Ini jawaban", "!Kembali", "/start", "/hapus_data")
    shown = [reply for reply in siti.replies if shows(reply, name)]
    assert len(shown) > 5


def shows(reply: Reply, name: str) -> bool:
    escaped = name.strip(" .,:;!*_~\"“”'`-=#/\\|").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped in reply.text


@pytest.mark.pitfall(22)
@pytest.mark.parametrize("name", NAMES)
async def test_names_of_staff_are_escaped(office: CheckedOffice, name: str) -> None:
    async with office.database.session() as session:
        token = await invitations.claim_token(session, clock.now())
    admin = office.person(1, name)
    await does(admin, f"/start {token}", "/peran")
    (asked,) = await admin.presses(next(row[0] for row in admin.replies[-1].keys if row[0].startswith("Cabut: ")))
    assert asked.text.startswith("Cabut peran <b>Admin</b> dari ")
