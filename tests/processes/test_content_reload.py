"""A file of answers is edited under a running bot: what it says is known in seconds, and a fault does no harm."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from benchmarks.fleet import OfficeProcess
from bot.settings import ROOT
from bot.understanding import SHELF
from content.answers.reading import Fault
from content.text_faults import visible
from handlers.faq_desk.notices import files_broken
from tests.phone_server import STAFF_ID, TOKEN, Phone
from tests.processes.inbox import until
from tests.processes.stopwatch import Stopwatch
from tests.understanders import seed_index

QUESTION = "logo halal boleh dipasang kapan"
KNOWN_WITHIN_SECONDS = 3.0
RUN_THERE = (
    "import os, runpy, sys; os.chdir(sys.argv[1]); sys.argv = ['bot', 'run']; "
    "runpy.run_module('bot', run_name='__main__')"
)


def checkout(folder: Path) -> Path:
    """The program as somebody else has it, with files to edit and an index of what they say."""
    for part in ("bot", "content", "documents", "durable", "handlers", "migrations", "models", "services"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    seed_index()
    shutil.copytree(SHELF, folder / "data" / "understanding")
    return folder


async def test_saved_file_is_known_in_seconds_and_a_broken_one_changes_nothing(tmp_path: Path, sqlite_url: str) -> None:
    there = checkout(tmp_path / "checkout")
    file = there / "content" / "faq" / "halal-logo.md"
    words = file.read_text(encoding="utf-8")
    first = words.split("\n---\n")[1].split("\n")[0]
    async with Phone(tmp_path) as phone:
        settings = {
            "BOT_API_URL": phone.url, "BOT_TOKEN": TOKEN, "SEND_RATE": "0", "DATABASE_URL": sqlite_url,
            "ADMIN_CHAT_IDS": str(STAFF_ID), "QUIET_HOURS": "00:00-00:00",
        }  # fmt: skip
        with OfficeProcess(tmp_path / "bot.log", settings, (sys.executable, "-c", RUN_THERE, str(there))) as bot:
            await until(lambda: "index_ready" in bot.written(), 60)
            siti, kantor = phone.person("siti"), phone.person("kantor")
            await kantor.says("/menu")
            assert (await siti.says(QUESTION))[0]["text"].split("\n")[0] == shown(first)

            watch = Stopwatch(bot.pid)
            file.write_text(words.replace(first, "Kata baru dari berkas. [cek]"), encoding="utf-8")
            while (said := (await siti.says(QUESTION, replies=1))[0]["text"].split("\n")[0]) == shown(first):
                pass
            watch.stop()
            assert said == "Kata baru dari berkas. *"
            print(f"a saved file is known {watch} after it was saved")
            assert watch.seconds <= watch.allowed(KNOWN_WITHIN_SECONDS)

            file.write_text(words.replace(first, "Kata <b>rusak</b>. [cek]"), encoding="utf-8")
            (notice,) = await kantor.wait_for(1)
            line = words[: words.index(first)].count("\n") + 1
            fault = Fault(file.name, line, "id: HTML is not allowed in an answer: write plain words")
            assert notice["text"] == visible(files_broken([fault])[0])
            assert (await siti.says(QUESTION))[0]["text"].split("\n")[0] == said
            assert await kantor.collects(2.5) == []  # told once, however often the clock looks


def shown(line: str) -> str:
    """A first line as people read it."""
    return re.sub(r" \[cek\]$", " *", line)
