"""The phone refuses what the platform refuses, in its words."""

from pathlib import Path
from typing import Any

import aiohttp

from tests.gateways.strictness import CASES, Case
from tests.phone_server import PNG, Phone

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "bot-api-errors.md"


async def prepared(phone: Phone) -> dict[str, Any]:
    """Makes the messages and files that the table speaks of; returns their ids."""
    siti, dewi = phone.person("siti"), phone.person("bu-dewi")
    await siti.says("/start", replies=0)
    await dewi.says("/start", replies=0)
    assert siti.last_sent is not None
    things: dict[str, Any] = {"<theirs>": siti.last_sent["message_id"]}

    async def sent(method: str, **parameters: Any) -> dict[str, Any]:
        answer = await phone.call(method, parameters)
        assert answer["ok"], answer
        result: dict[str, Any] = answer["result"]
        return result

    things["<plain>"] = (await sent("sendMessage", chat_id=1000001, text="Teks biasa"))["message_id"]
    keyboard = {"keyboard": [["Ya"]]}
    things["<keyboard>"] = (await sent("sendMessage", chat_id=1000001, text="Ya?", reply_markup=keyboard))["message_id"]
    things["<own>"] = (await sent("sendMessage", chat_id=1000003, text="Halo"))["message_id"]
    await siti.sends_file("document", b"%PDF", name="a.pdf", replies=0)
    things["<document>"] = siti.last_sent["document"]["file_id"]
    await siti.sends_photo(PNG, replies=0)
    things["<picture>"] = siti.last_sent["photo"][-1]["file_id"]
    photo = await sent("sendPhoto", chat_id=1000001, photo=things["<picture>"], caption="Keterangan")
    things["<photo>"] = photo["message_id"]
    await siti.press_data(things["<plain>"], "x", replies=0)
    query = (await phone.call("getUpdates", {"offset": -1}))["result"][0]["callback_query"]
    await sent("answerCallbackQuery", callback_query_id=query["id"])
    things["<old>"] = query["id"]
    await dewi.block()
    return things


def filled(value: Any, things: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        return {name: filled(one, things) for name, one in value.items()}
    if isinstance(value, list):
        return [filled(one, things) for one in value]
    return things.get(value, value) if isinstance(value, str) else value


async def test_every_refusal_has_the_platforms_words(phone: Phone) -> None:
    things = await prepared(phone)
    wrong: list[tuple[Case, Any]] = []
    for case in CASES:
        parameters = filled(case.parameters, things)
        async with phone.session.post(f"{phone.url}/bot{phone.token}/{case.method}", json=parameters) as response:
            answer = await response.json()
        expected = {"ok": False, "error_code": case.status, "description": case.description}
        if (response.status, answer) != (case.status, expected):
            wrong.append((case, answer))
    assert wrong == []


def test_every_wording_is_in_the_documented_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [case.description for case in CASES if f"`{case.description}`" not in page] == []


async def test_longest_texts_are_taken(phone: Phone) -> None:
    await phone.person("siti").says("/start", replies=0)
    for text in ("x" * 4096, "🍌" * 2048, "<b>" + "x" * 4096 + "</b>"):
        answer = await phone.call("sendMessage", {"chat_id": 1000001, "text": text, "parse_mode": "HTML"})
        assert answer["ok"], answer
    data = {"inline_keyboard": [[{"text": "a", "callback_data": "x" * 64}]]}
    assert (await phone.call("sendMessage", {"chat_id": 1000001, "text": "a", "reply_markup": data}))["ok"]


async def test_late_answer_to_a_press_is_refused(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    await siti.press_data(1, "x", replies=0)
    query = (await phone.call("getUpdates", {"offset": -1}))["result"][0]["callback_query"]
    await phone.control("presses", {"lifetime": 0})
    answer = await phone.call("answerCallbackQuery", {"callback_query_id": query["id"]})
    assert answer["description"] == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_pictures_are_checked_and_large_files_refused(phone: Phone) -> None:
    await phone.person("siti").says("/start", replies=0)

    async def send(kind: str, content: bytes) -> tuple[int, str]:
        form = aiohttp.FormData({"chat_id": "1000001"})
        form.add_field(kind, content, filename="a.png")
        address = f"{phone.url}/bot{phone.token}/send{kind.title()}"
        async with phone.session.post(address, data=form) as response:
            return response.status, (await response.json()).get("description", "")

    assert await send("photo", PNG) == (200, "")
    assert await send("photo", b"no picture") == (400, "Bad Request: IMAGE_PROCESS_FAILED")
    wide = PNG[:16] + (9000).to_bytes(4, "big") + (2).to_bytes(4, "big") + PNG[24:]
    assert await send("photo", wide) == (400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    size = 10 * 1024 * 1024 + 1
    too_big = f"Bad Request: file of size {size} bytes is too big for a photo; the maximum size is 10485760 bytes"
    assert await send("photo", PNG + bytes(size - len(PNG))) == (400, too_big)
    assert await send("document", b"") == (400, "Bad Request: file must be non-empty")
    assert await send("document", bytes(52 * 1024 * 1024)) == (413, "Request Entity Too Large")


async def test_file_over_20_mb_cannot_be_downloaded(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.sends_file("document", bytes(20 * 1024 * 1024 + 1), name="besar.bin", replies=0)
    assert siti.last_sent is not None
    answer = await phone.call("getFile", {"file_id": siti.last_sent["document"]["file_id"]})
    assert answer["description"] == "Bad Request: file is too big"


async def test_parameters_come_in_every_form(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    address = f"{phone.url}/bot{phone.token}/sendMessage"
    keyboard = '{"inline_keyboard":[[{"text":"Ya","callback_data":"y"}]]}'
    strings = {"chat_id": "1000001", "text": "Ya & tidak", "reply_markup": keyboard}
    form = aiohttp.FormData(strings)
    form.add_field("nothing", b"", filename="nothing")  # makes it multipart
    for sent in (
        {"params": strings},
        {"data": strings},
        {"data": form},
        {"json": strings},
        {
            "json": strings
            | {"chat_id": 1000001, "reply_markup": {"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]}}
        },
    ):
        async with phone.session.post(address, **sent) as response:
            message = (await response.json())["result"]
        assert message["text"] == "Ya & tidak"
        assert message["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "y"
    async with phone.session.get(f"{phone.url}/bot{phone.token}/GETME") as response:
        assert (await response.json())["result"]["is_bot"] is True


async def test_tokens_are_checked(tmp_path: Path) -> None:
    async with Phone(tmp_path, environment={"PHONE_TOKEN": "123:new"}) as phone:
        for token, status in (("123:new", 200), ("123:old", 401), ("nonsense", 404)):
            async with phone.session.get(f"{phone.url}/bot{token}/getMe") as response:
                answer = await response.json()
                assert (response.status, answer.get("description")) == (
                    status,
                    {200: None, 401: "Unauthorized", 404: "Not Found"}[status],
                )
                if status == 200:
                    assert answer["result"]["id"] == 123
