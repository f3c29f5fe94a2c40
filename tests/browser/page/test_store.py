"""The chat as data, without the page around it."""

from __future__ import annotations

import pytest

from .conftest import Window

pytestmark = pytest.mark.asyncio(loop_scope="session")

STEPS = """
async () => {
  const { ChatStore } = await import("/static/js/store.js");
  const store = new ChatStore();
  const said = (id, more = {}) => ({ kind: "message", message: { message_id: id, text: `m${id}`, ...more } });
  const keys = (word) => ({ reply_keyboard: { keyboard: [[word]] } });
  const changed = [
    store.apply(1, said(1, keys("lama"))),
    store.apply(1, said(1)),
    store.apply(2, said(2, keys("baru"))),
    store.apply(3, { kind: "edited", message: { message_id: 2, text: "diedit" } }),
    store.apply(5, said(3, { out: true })),
    store.apply(4, said(4)),
  ];
  const shown = () => store.replyKeyboard().keyboard[0][0];
  const before = shown();
  const unread = store.unread();
  changed.push(store.apply(6, { kind: "deleted", message_ids: [2, 99] }));
  return { changed, before, after: shown(), unread, last: store.lastEvent, text: store.messages.get(1).text };
}
"""


async def test_store_applies_each_event_once_and_knows_the_keyboard(window: Window) -> None:
    await window.page.goto(window.address)
    assert await window.page.evaluate(STEPS) == {
        "changed": [[1], None, [2], [2], [3], None, [2]],
        "before": "baru",
        "after": "lama",
        "unread": [1, 2],
        "last": 6,
        "text": "m1",
    }
