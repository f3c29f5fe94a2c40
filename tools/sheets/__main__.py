"""Makes the sheets: `python -m tools.sheets`. OFFICE_NAME and OFFICE_CONTACT stand on them."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from bot import settings
from bot.settings import ROOT
from tools.sheets.demo import demo, to_a_morning
from tools.sheets.page import page_of
from tools.sheets.scenes import kader, mentor, staff

SCENES = {"staff": staff.play, "mentor": mentor.play, "kader": kader.play}
FILES = {"staff": "petugas.pdf", "mentor": "mentor.pdf", "kader": "kader.pdf"}
FOLDER = ROOT / "docs" / "sheets"


async def make() -> None:
    """Plays everything in one demo, one after the other, and writes the sheets."""
    chosen = settings.load()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with demo(Path(folder)) as stage:
            office = await stage.known("kantor")
            await office.starts()
            await office.reads("Mau mulai sekarang?")
            await to_a_morning(office)
            for who, play in SCENES.items():
                pictures = await play(stage, office)
                sheet = page_of(who, pictures, chosen.office_name, chosen.office_contact or "")
                (FOLDER / FILES[who]).write_bytes(sheet)
                print(f"{FOLDER / FILES[who]}: {len(sheet) // 1024} KB")


if __name__ == "__main__":
    asyncio.run(make())
