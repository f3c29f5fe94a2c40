"""A producer's first talk, as a person clicks and types it, from the first page to the row in the database."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from models import Activity, BusinessKind

from .conftest import OpenWindow
from .handset import DESK, WIDE
from .office_records import businesses_of_chat, names_of_products
from .whole_system import WholeSystem

pytestmark = pytest.mark.asyncio(loop_scope="session")

SITI = 1000001


async def test_producer_registers_by_clicking_and_typing(system: WholeSystem, open_window: OpenWindow) -> None:
    phone = await open_window()
    await phone.choose("siti")
    await phone.starts()
    await phone.reads("Mau mulai sekarang?")
    await phone.save_picture("01-welcome")
    await phone.presses("Daftar usaha")
    await phone.reads("Bolehkah kami simpan?")
    await phone.save_picture("02-consent")
    await phone.presses("Ya, setuju")
    await phone.reads("Siapa nama lengkap Ibu/Bapak?")
    await phone.says("siti aminah")
    await phone.reads("Apa nama usahanya?")
    await phone.says("Dapur Siti")
    await phone.reads("Di kecamatan mana usahanya?")
    await phone.save_picture("03-district")
    await phone.says("muara wahao")
    await phone.reads("Maksudnya Kecamatan Muara Wahau?")
    await phone.presses("Ya, betul")
    await phone.reads("Apa saja yang dibuat atau dijual?")
    await phone.says("saya bikin kripik pisang sama sambal, kadang amplang")
    await phone.reads("Kami catat:\n1. Keripik pisang\n2. Sambal/saus botol\n3. ")
    await phone.save_picture("04-products", also_as="phone")
    await phone.presses("Sudah benar")
    await phone.reads("Bahannya diapakan?")
    await phone.toggles("Diolah jadi baru")
    await phone.toggles("Hanya dikemas ulang")
    await phone.toggles("Hanya dikemas ulang")
    assert await phone.chosen() == ["Diolah jadi baru"]
    await phone.save_picture("05-activities")
    await phone.presses("Selesai")
    await phone.reads("Sudah benar semua?")
    await phone.presses("Nama usaha")
    await phone.reads("Jawaban tadi: Dapur Siti")
    await phone.says("Keripik Bu Siti")
    await phone.reads("Pemilik: Siti Aminah\nUsaha: Keripik Bu Siti\nKecamatan: Muara Wahau\nProduk: Keripik pisang, ")
    await phone.save_picture("06-summary")
    await phone.presses("Simpan")
    await phone.reads("Usaha seperti ini sering bertanya:")
    await expect(phone.heard.nth(-4)).to_contain_text("Selesai! Keripik Bu Siti sudah terdaftar.")
    await expect(phone.heard.nth(-3)).to_contain_text("Usaha ini IKM (industri kecil dan menengah).")
    await expect(phone.heard.nth(-2)).to_contain_text("P-IRT")
    await phone.save_picture("07-result")
    assert await phone.buttons() == ["Tengik, melempem", "Kemasan sambal, cair", "Komposisi, alergen"]

    [business] = await businesses_of_chat(system, SITI)
    assert (business.name, business.district.name, business.kind) == (
        "Keripik Bu Siti",
        "Muara Wahau",
        BusinessKind.IKM,
    )
    assert [row.activity for row in business.activities] == [Activity.PROCESSED]
    assert names_of_products(business)[:2] == ["Keripik pisang", "Sambal/saus botol"]

    await phone.page.set_viewport_size(DESK)
    await phone.save_picture("08-result-desk", also_as="desk")


async def test_profile_is_completed_in_the_same_talk(system: WholeSystem, open_window: OpenWindow) -> None:
    phone = await open_window()
    chat_id = await phone.becomes_somebody_new("Wati")
    await phone.registers("Kue Wati")
    await phone.heard.nth(-2).get_by_role("button", name="Lengkapi profil", exact=True).click()
    await phone.reads("Berapa orang yang bekerja")
    await phone.save_picture("09-profile")
    await phone.says("20 org")
    await phone.reads("Kira-kira berapa penjualan setahun?")
    await phone.says("5")
    await phone.reads("Maksudnya ribu, juta, atau miliar?")
    await phone.says("Rp 5jt sebulan")
    await phone.reads("Izin apa yang sudah dipunyai?")
    await phone.toggles("NIB")
    await phone.presses("Selesai")
    await phone.reads("Berapa nomor HP yang bisa dihubungi?")
    await phone.says("0812-3456-7890")
    await phone.reads("Sejak tahun berapa")
    await phone.presses("Batal")
    await phone.reads("Tidak ada yang hilang.")
    await phone.presses_key("Usaha saya")
    await phone.reads("Kue Wati")
    await phone.save_picture("10-card")
    [business] = await businesses_of_chat(system, chat_id)
    told = (business.workers, business.yearly_sales, business.phone)
    assert told == ("20_up", "upto_60m", "+6281234567890")
    assert [row.permit.value for row in business.permits] == ["nib"]


async def test_seven_people_talk_side_by_side(open_window: OpenWindow) -> None:
    window = await open_window(WIDE, 0.5)
    for name in ("Ibu Wati", "Pak Jaya"):
        await window.becomes_somebody_new(name)
    people = await window.keys_of_people()
    seven = [*people[:5], *people[-2:]]
    await window.page.goto(f"{window.url}/desk?p={','.join(seven)}")
    for key in seven:
        frame = window.page.get_by_test_id(f"phone-{key}").frame_locator("iframe")
        await expect(frame.get_by_test_id("bubble-in").or_(frame.get_by_test_id("empty-card")).last).to_be_visible()
        if await frame.get_by_test_id("start").is_visible():
            await frame.get_by_test_id("start").click()
        await expect(frame.get_by_test_id("reply-key").first).to_be_visible()
    await expect(window.page.locator("iframe")).to_have_count(7)
    await window.save_picture("11-seven", also_as="seven")
