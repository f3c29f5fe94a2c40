"""Takes a picture of the newest messages of a chat: nothing around them, and a ring around what is to be pressed."""

from __future__ import annotations

import io

from PIL import Image

from tests.browser.handset import Handset

_COLOURS = 48
_ON_PAPER = """
.phone-page { height: auto !important; overflow: visible !important; }
.timeline-frame { flex: none !important; }
.timeline { height: auto !important; overflow: visible !important; background-image: none !important; }
.chat-head, .day-label, .unread-line, .to-bottom, .reply-keyboard, .meta, .bubble-more, .typing, .toast,
.command-hints, .not-shown { display: none !important; }
.in-ring { outline: 4px solid #b3261e !important; outline-offset: -1px; }
"""
_SHOW = """({ style, first, last, ring, withComposer }) => {
  const sheet = document.head.appendChild(document.createElement("style"));
  sheet.id = "on-paper";
  sheet.textContent = style;
  const rows = [...document.querySelectorAll(".row")];
  const shown = rows.slice(-first, rows.length - last + 1);
  rows.filter((row) => !shown.includes(row)).forEach((row) => row.classList.add("not-shown"));
  document.querySelector(".foot").classList.toggle("not-shown", !withComposer);
  for (const button of document.querySelectorAll(".inline-button")) {
    if (button.innerText.trim() === ring) button.classList.add("in-ring");
  }
}"""
_BACK = """() => {
  document.getElementById("on-paper").remove();
  for (const name of ["not-shown", "in-ring"]) {
    document.querySelectorAll("." + name).forEach((node) => node.classList.remove(name));
  }
}"""


async def picture(
    phone: Handset, first: int = 1, last: int = 1, *, ring: str = "", with_composer: bool = False
) -> bytes:
    """Messages as PNG, from the first to the last counted from the end, with a ring around the button of this label."""
    shown = {"style": _ON_PAPER, "first": first, "last": last, "ring": ring, "withComposer": with_composer}
    await phone.page.mouse.move(0, 0)  # what it points at looks different
    await phone.page.evaluate(_SHOW, shown)
    if ring:
        assert await phone.page.locator(".in-ring:visible").count() == 1, f"{ring} is to be pressed, once"
    taken = await phone.page.locator(".chat").screenshot(animations="disabled", caret="hide")
    await phone.page.evaluate(_BACK)
    return _reduced(taken)


def _reduced(png: bytes) -> bytes:
    """The same with few colours: a quarter of the bytes, and words stay sharp."""
    smaller = io.BytesIO()
    with Image.open(io.BytesIO(png)) as taken:
        taken.convert("RGB").quantize(_COLOURS).save(smaller, "png", optimize=True)
    return smaller.getvalue()
