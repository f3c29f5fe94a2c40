"""From a photo and a voice note to the answer in the asker's chat, over HTTP, with a kill in the middle."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from benchmarks.fleet import OfficeProcess
from tests.phone_server import PNG, STAFF_ID, TOKEN, Message, Person, Phone
from tests.processes.inbox import until

VOICE = b"OggS-suara"


class System:
    """A web phone, a bot that serves it, and its administrator."""

    def __init__(self, phone: Phone, bot: OfficeProcess) -> None:
        self.phone, self.bot, self.staff = phone, bot, phone.person("kantor")

    async def starts(self) -> None:
        self.bot.start()
        await until(lambda: self.bot.written().count("bot_runs") == self.bot.starts, 20)

    async def news(self) -> Message:
        """What the clock tells the administrator next."""
        return (await self.staff.wait_for(1))[-1]


@pytest.fixture
async def system(tmp_path: Path) -> AsyncIterator[System]:
    async with Phone(tmp_path) as phone:
        settings = {
            "BOT_API_URL": phone.url, "BOT_TOKEN": TOKEN, "SEND_RATE": "0", "ADMIN_CHAT_IDS": str(STAFF_ID),
            "DATABASE_URL": f"sqlite:///{(tmp_path / 'office.db').as_posix()}", "QUIET_HOURS": "00:00-00:00",
        }  # fmt: skip
        bot = OfficeProcess(tmp_path / "bot.log", settings)
        system = System(phone, bot)
        await system.starts()
        await system.staff.says("/menu")
        yield system
        bot.kill()
        assert "Traceback" not in bot.written()


async def asks_with_a_photo(siti: Person) -> None:
    await siti.sends_photo(caption="label ini sudah benar?")
    await siti.press("Kirim")


async def test_photo_is_answered_by_a_reply(system: System) -> None:
    siti = system.phone.person("siti")
    await asks_with_a_photo(siti)
    news = await system.news()
    assert "label ini sudah benar?" in news["text"]
    picture, card = await system.staff.press("Lihat")
    assert "photo" in picture
    assert "Balas (reply)" in card["text"]
    (confirmed,) = await system.staff.says("Sudah benar, Bu.", reply_to=picture["message_id"])
    assert "dikirim ke 1 orang" in confirmed["text"]
    (answer,) = await siti.wait_for(1)
    assert answer["text"].endswith("Sudah benar, Bu.")
    (again,) = await siti.says("hurufnya kurang besar?", reply_to=answer["message_id"])
    assert "kami buka lagi" in again["text"]
    await system.staff.sends_file("voice", VOICE, name="jawaban.ogg", reply_to=confirmed["message_id"], replies=1)
    (spoken,) = await siti.wait_for(1)
    assert spoken["voice"]["file_size"] == len(VOICE)
    assert [button["text"] for row in spoken["reply_markup"]["inline_keyboard"] for button in row] == [
        "Membantu", "Kurang pas", "Tanya lagi",
    ]  # fmt: skip
    await siti.press("Membantu")


async def test_voice_note_survives_a_kill_and_is_answered_with_an_album(system: System) -> None:
    siti = system.phone.person("siti")
    (check,) = await siti.sends_file("voice", VOICE, name="tanya.ogg")
    assert "1 rekaman suara" in check["text"]
    system.bot.kill()
    await system.starts()
    await siti.press("Kirim")
    await system.news()
    spoken, _card = await system.staff.press("Lihat")
    assert spoken["voice"]["file_size"] == len(VOICE)
    await system.staff.sends_file(
        "photo", PNG, PNG, PNG, name="a.png", caption="seperti ini", reply_to=spoken["message_id"], replies=1
    )
    pictures = await siti.wait_for(3)
    assert ["photo" in each for each in pictures] == [True] * 3
    assert "seperti ini" in pictures[0]["caption"]
