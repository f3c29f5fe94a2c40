"""What a person does with the page: opens it, types, presses, and reads the newest message."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from playwright.async_api import Locator, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 360, "height": 740}
TALL: ViewportSize = {"width": 360, "height": 960}  # a grid and its question in one picture
DESK: ViewportSize = {"width": 1280, "height": 800}
WIDE: ViewportSize = {"width": 2560, "height": 820}
ROOT = Path(__file__).parent.parent.parent
PICTURES = ROOT / "test-out"
PICTURES_OF_DOCS = ROOT / "docs" / "pictures"
_HIDE_FLOATING_DAY = "for (const day of document.querySelectorAll('.day-label')) day.style.visibility = 'hidden'"
OWNER = "Wati Lestari"
_FIRST_NEW_PERSON = 1_000_000  # the phone numbers its people: p6 is 1000006


class Handset:
    """One window on one person's chat."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    @property
    def heard(self) -> Locator:
        """The bot's messages."""
        return self.page.get_by_test_id("bubble-in")

    @property
    def newest(self) -> Locator:
        """The bot's newest message, with its buttons."""
        return self.heard.last

    async def choose(self, key: str) -> None:
        """Opens the first page and chooses a person."""
        await self.page.goto(self.url)
        await self.page.get_by_test_id(f"person-{key}").click()

    async def becomes_somebody_new(self, name: str) -> int:
        """Makes a new person on the first page; returns the chat's id."""
        await self.page.goto(self.url)
        await self.page.get_by_test_id("new-person").click()
        await self.page.get_by_test_id("new-name").fill(name)
        await self.page.get_by_test_id("dialog-send").click()
        await self.page.wait_for_url(re.compile(r"/p/p\d+"))
        return _FIRST_NEW_PERSON + int(self.page.url.rsplit("/p/p", 1)[1])

    async def opens_link(self, key: str, payload: str) -> None:
        """Opens a deep link as this person."""
        await self.page.goto(f"{self.url}/open/{key}?start={payload}")

    async def starts(self) -> None:
        """Presses MULAI."""
        await self.page.get_by_test_id("start").click()

    async def says(self, words: str) -> None:
        """Types and sends."""
        await self.page.get_by_test_id("composer-input").fill(words)
        await self.page.get_by_test_id("send").click()

    async def presses(self, label: str) -> None:
        """Presses a button under the newest message."""
        await self.newest.get_by_role("button", name=label, exact=True).click()

    async def presses_key(self, label: str) -> None:
        """Presses a key of the keyboard under the composer."""
        await self.page.get_by_test_id("reply-key").filter(has_text=re.compile(f"^{re.escape(label)}$")).click()

    async def toggles(self, label: str) -> None:
        """Presses a button that turns a choice on or off, and waits until its sign has changed."""
        button = self.newest.get_by_test_id("inline-button").filter(has_text=re.compile(f"{re.escape(label)}$"))
        before = await button.inner_text()
        await button.click()
        await expect(button).not_to_have_text(before)

    async def chosen(self) -> list[str]:
        """The choices that are turned on under the newest message."""
        return [label.removeprefix("☑ ") for label in await self.buttons() if label.startswith("☑ ")]

    async def reads(self, words: str) -> None:
        """Waits until the newest message holds these words."""
        await expect(self.newest.get_by_test_id("bubble-text")).to_contain_text(words, use_inner_text=True)

    async def buttons(self) -> list[str]:
        """The labels under the newest message."""
        return await self.newest.get_by_test_id("inline-button").all_inner_texts()

    async def answers_until_district(self, name: str, owner: str = OWNER) -> None:
        """From MULAI to the question for the district, with good answers."""
        await self.starts()
        await self.presses("Daftar usaha")
        await self.presses("Ya, setuju")
        await self.reads("Siapa nama lengkap Ibu/Bapak?")
        await self.says(owner)
        await self.reads("Apa nama usahanya?")
        await self.says(name)
        await self.reads("Di kecamatan mana usahanya?")

    async def answers_until_summary(self, name: str, owner: str = OWNER) -> None:
        """From MULAI to the summary, with good answers."""
        await self.answers_until_district(name, owner)
        await self.presses("Busang")
        await self.reads("Apa saja yang dibuat atau dijual?")
        await self.says("keripik pisang")
        await self.presses("Sudah benar")
        await self.reads("Bahannya diapakan?")
        await self.toggles("Diolah jadi baru")
        await self.presses("Selesai")
        await self.reads("Sudah benar semua?")

    async def registers(self, name: str, owner: str = OWNER) -> None:
        """From MULAI to a registered business."""
        await self.answers_until_summary(name, owner)
        await self.presses("Simpan")
        await self.reads("Usaha seperti ini sering bertanya:")

    async def save_picture(self, name: str, *, also_as: str | None = None) -> None:
        """Keeps what the window shows as test-out/<name>.png.

        `UPDATE_PICTURES=1 pytest tests/browser/test_journey.py tests/browser/test_clock.py` also renews
        docs/pictures/<also_as>.png.
        """
        PICTURES.mkdir(exist_ok=True)
        for frame in self.page.frames:
            await frame.evaluate(_HIDE_FLOATING_DAY)  # it covers words in a still picture
        path = PICTURES / f"{name}.png"
        await self.page.screenshot(path=path, animations="disabled", caret="hide")
        if also_as and os.environ.get("UPDATE_PICTURES") == "1":
            PICTURES_OF_DOCS.mkdir(exist_ok=True)
            shutil.copyfile(path, PICTURES_OF_DOCS / f"{also_as}.png")

    async def texts(self) -> list[str]:
        """Everything the bot has said, in order."""
        return await self.heard.get_by_test_id("bubble-text").all_inner_texts()

    async def keys_of_people(self) -> list[str]:
        """The keys of everybody on the first page, in its order."""
        await self.page.goto(self.url)
        links = self.page.locator("[data-testid^=person-]")
        await expect(links.first).to_be_visible()
        found = await links.evaluate_all("nodes => nodes.map(node => node.dataset.testid)")
        return [testid.removeprefix("person-") for testid in found]
