"""Acts over HTTP: each once, whole or not at all, and refused with one kind line."""

from typing import Any

import aiohttp

from tests.phone_server import PNG, Phone


async def act(phone: Phone, verb: str, body: Any, key: str = "siti") -> tuple[int, dict[str, Any]]:
    sent = {"data": body} if isinstance(body, aiohttp.FormData) else {"json": body}
    async with phone.session.post(f"{phone.url}/api/people/{key}/{verb}", **sent) as response:
        return response.status, await response.json()


async def events(phone: Phone, after: int = 0) -> list[dict[str, Any]]:
    async with phone.session.get(f"{phone.url}/api/people/siti/events?after={after}") as response:
        return [entry["event"] for entry in (await response.json())["events"]]


async def test_same_nonce_twice_is_one_message(phone: Phone) -> None:
    first = await act(phone, "text", {"text": "Ya", "nonce": "a1"})
    assert await act(phone, "text", {"text": "Ya", "nonce": "a1"}) == first
    await phone.restart()
    assert await act(phone, "text", {"text": "Ya", "nonce": "a1"}) == first
    await act(phone, "text", {"text": "Ya", "nonce": "a2"})
    await act(phone, "text", {"text": "Ya"})
    assert [event.get("nonce") for event in await events(phone)] == ["a1", "a2", None]
    assert len((await phone.call("getUpdates"))["result"]) == 3
    status, other = await act(phone, "text", {"text": "Ya", "nonce": "a1"}, "rahmat")
    assert (status, other["message"]["chat"]["id"]) == (200, 1000002)


async def test_same_nonce_twice_is_one_album_and_one_press(phone: Phone) -> None:
    def form() -> aiohttp.FormData:
        made = aiohttp.FormData({"as": "photo", "nonce": "album"})
        for name in ("a.png", "b.png"):
            made.add_field("file", PNG, filename=name)
        return made

    first = await act(phone, "file", form())
    assert await act(phone, "file", form()) == first
    assert [event["nonce"] for event in await events(phone)] == ["album", "album"]
    body = {"message_id": first[1]["message"]["message_id"], "data": "x", "nonce": "press"}
    assert await act(phone, "press", body) == await act(phone, "press", body)
    assert len((await phone.call("getUpdates"))["result"]) == 3


async def test_refused_act_leaves_nothing_and_may_be_tried_again(phone: Phone) -> None:
    refused = {"ok": False, "error": "Pesan itu sudah tidak ada."}
    assert await act(phone, "text", {"text": "Ya", "reply_to": 5, "nonce": "n"}) == (409, refused)
    assert (await phone.people())["siti"]["started"] is False
    form = aiohttp.FormData({"as": "photo", "nonce": "n"})
    for content in (PNG, b"no picture"):
        form.add_field("file", content, filename="a.png")
    assert (await act(phone, "file", form))[1]["error"] == "File ini tidak bisa dikirim sebagai photo."
    assert await events(phone) == []
    status, sent = await act(phone, "text", {"text": "Ya", "nonce": "n"})
    assert (status, sent["last_event"]) == (200, 1)


async def test_wrong_acts_get_one_line(phone: Phone) -> None:
    for verb, body, status, line in (
        ("dance", {}, 404, "Perbuatan ini tidak ada. / There is no such act."),
        ("text", [1], 400, "Kirim sebuah objek JSON. / Send a JSON object."),
        ("text", {"text": " "}, 400, "Pesan masih kosong."),
        ("text", {"text": "x", "nonce": "n" * 65}, 400, "nonce terlalu panjang: paling banyak 64 huruf."),
        ("press", {}, 400, "message_id harus diisi."),
        ("press", {"message_id": "x"}, 400, "message_id harus berupa angka."),
        ("press", {"message_id": 1, "row": 0, "col": 0}, 409, "Tombol itu sudah tidak ada."),
        ("location", {"latitude": 0}, 400, "Kirim latitude dan longitude sebagai angka."),
        ("location", {"latitude": 99, "longitude": 0}, 400, "Lokasi ini tidak ada di bumi."),
        ("contact", {}, 400, "Isi nomor teleponnya."),
        ("start", {"payload": "a b"}, 400, "Tautan ini tidak lengkap. Minta tautan yang baru."),
    ):
        assert await act(phone, verb, body) == (status, {"ok": False, "error": line}), (verb, body)
    assert await events(phone) == []
