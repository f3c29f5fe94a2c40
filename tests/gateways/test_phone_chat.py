"""What a person does arrives at the bot in the Bot API's form, and what the bot does arrives at the person."""

from typing import Any

from tests.phone_server import PNG, Phone


async def updates(phone: Phone, offset: int = 0) -> list[dict[str, Any]]:
    answer = await phone.call("getUpdates", {"offset": offset, "timeout": 0})
    result: list[dict[str, Any]] = answer["result"]
    return result


async def sent(phone: Phone, **parameters: Any) -> dict[str, Any]:
    answer = await phone.call("sendMessage", {"chat_id": 1000001, "text": "Halo", **parameters})
    assert answer["ok"], answer
    result: dict[str, Any] = answer["result"]
    return result


async def test_text_arrives_as_update_with_command_entity(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start undangan-1", replies=0)
    [update] = await updates(phone)
    message = update["message"]
    assert message["from"] == {
        "id": 1000001,
        "is_bot": False,
        "first_name": "Siti",
        "last_name": "Aminah",
        "username": "siti_aminah",
        "language_code": "id",
    }
    assert message["chat"]["type"] == "private"
    assert message["text"] == "/start undangan-1"
    assert message["entities"] == [{"offset": 0, "length": 6, "type": "bot_command"}]
    assert "out" not in message


async def test_updates_are_kept_until_the_offset_confirms_them(phone: Phone) -> None:
    siti = phone.person("siti")
    for text in ("satu", "dua", "tiga"):
        await siti.says(text, replies=0)
    first, second, third = await updates(phone)
    assert second["update_id"] == first["update_id"] + 1
    assert await updates(phone) == [first, second, third]
    assert await updates(phone, second["update_id"]) == [second, third]
    assert await updates(phone) == [second, third]
    await siti.says("empat", replies=0)
    [last] = await updates(phone, -1)
    assert last["message"]["text"] == "empat"
    assert await updates(phone) == [last]


async def test_press_is_a_callback_query_and_its_answer_a_toast(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    message = await sent(phone, reply_markup={"inline_keyboard": [[{"text": "Ya", "callback_data": "q:yes:1"}]]})
    await siti.press("Ya", replies=0)
    query = (await updates(phone))[-1]["callback_query"]
    assert query["data"] == "q:yes:1"
    assert query["from"]["id"] == 1000001
    assert query["message"] == message
    answered = await phone.call("answerCallbackQuery", {"callback_query_id": query["id"], "text": "Dicatat"})
    assert answered == {"ok": True, "result": True}
    await siti.collects(0.1)
    assert siti.toasts == ["Dicatat"]


async def test_edit_replaces_the_message_and_its_buttons(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    message = await sent(phone, reply_markup={"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]})
    [_] = await siti.wait_for(1)
    changed = {"chat_id": 1000001, "message_id": message["message_id"], "text": "<i>Selesai</i>", "parse_mode": "HTML"}
    assert (await phone.call("editMessageText", changed))["ok"]
    [edited] = await siti.wait_for(1)
    assert edited["text"] == "Selesai"
    assert edited["entities"] == [{"offset": 0, "length": 7, "type": "italic"}]
    assert "reply_markup" not in edited
    assert "edit_date" in edited


async def test_reply_keyboard_reaches_the_page_only(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    result = await sent(phone, reply_markup={"keyboard": [["Daftar usaha", "Bantuan"]], "resize_keyboard": True})
    assert "reply_markup" not in result
    assert await siti.labels() == ["Daftar usaha", "Bantuan"]
    await siti.press("Bantuan", replies=0)
    assert (await updates(phone))[-1]["message"]["text"] == "Bantuan"


async def test_person_replies_edits_and_forwards(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    question = await sent(phone, text="Siapa nama Ibu?")
    await siti.says("Siti", reply_to=question["message_id"], replies=0)
    assert siti.last_sent is not None
    own = siti.last_sent["message_id"]
    await siti.edits(own, "Siti Aminah", replies=0)
    await siti.forwards(question["message_id"], replies=0)
    _, reply, edited, forward = await updates(phone)
    assert reply["message"]["reply_to_message"] == question
    assert edited["edited_message"]["text"] == "Siti Aminah"
    assert edited["edited_message"]["message_id"] == own
    assert forward["message"]["text"] == "Siapa nama Ibu?"
    assert forward["message"]["forward_origin"]["sender_user"]["is_bot"] is True


async def test_media_location_and_contact_arrive(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.sends_photo(PNG, caption="Keripik saya", replies=0)
    await siti.sends_file("voice", b"OggS", name="suara.ogg", replies=0)
    await siti.sends_file("document", b"%PDF", name="izin.pdf", replies=0)
    await siti.sends_file("video", b"\0\0", name="a.mp4", replies=0)
    await siti.sends_file("sticker", PNG, name="s.png", replies=0)
    await siti.shares_location(0.53, 117.58, replies=0)
    await siti.shares_contact("081234567890", replies=0)
    photo, voice, document, video, sticker, place, contact = (one["message"] for one in await updates(phone))
    assert (photo["photo"][-1]["width"], photo["caption"]) == (1, "Keripik saya")
    assert voice["voice"]["file_size"] == 4
    assert document["document"]["file_name"] == "izin.pdf"
    assert video["video"]["file_name"] == "a.mp4"
    assert sticker["sticker"]["type"] == "regular"
    assert place["location"] == {"latitude": 0.53, "longitude": 117.58}
    assert contact["contact"]["user_id"] == 1000001
    file = (await phone.call("getFile", {"file_id": document["document"]["file_id"]}))["result"]
    async with phone.session.get(f"{phone.url}/file/bot{phone.token}/{file['file_path']}") as response:
        assert await response.read() == b"%PDF"


async def test_album_is_several_messages_of_one_group(phone: Phone) -> None:
    await phone.person("siti").sends_file("photo", PNG, PNG, PNG, caption="Tiga", name="a.png", replies=0)
    messages = [one["message"] for one in await updates(phone)]
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["Tiga", None, None]


async def test_block_is_told_and_sending_refused_until_unblocked(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    await siti.block()
    refused = await phone.call("sendMessage", {"chat_id": 1000001, "text": "Halo"})
    assert refused == {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}
    await siti.block(False)
    assert (await phone.call("sendMessage", {"chat_id": 1000001, "text": "Halo"}))["ok"]
    _, blocked, unblocked = await updates(phone)
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_several_people_do_not_see_each_others_chats(phone: Phone) -> None:
    people = [phone.person(key) for key in ("siti", "rahmat", "bu-dewi", "pak-anton", "kantor")]
    people += [await phone.new_person(f"Orang {number}") for number in (6, 7)]
    assert [person.key for person in people[5:]] == ["p6", "p7"]
    for person in people:
        await person.says(f"saya {person.key}", replies=0)
    for update in await updates(phone):
        message = update["message"]
        await phone.call("sendMessage", {"chat_id": message["chat"]["id"], "text": f"Halo, {message['text']}"})
    for person in people:
        texts = [message["text"] for message in await person.messages()]
        assert texts == [f"saya {person.key}", f"Halo, saya {person.key}"]
    await people[0].sends_photo(replies=0)
    assert people[0].last_sent is not None
    file_id = people[0].last_sent["photo"][-1]["file_id"]
    for key, status in (("siti", 200), ("rahmat", 404)):
        async with phone.session.get(f"{phone.url}/api/people/{key}/files/{file_id}") as response:
            assert response.status == status


async def test_deep_link_starts_the_bot_and_opens_the_chat(phone: Phone) -> None:
    link = f"{phone.url}/open/rahmat?start=undangan_7"
    async with phone.session.get(link, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, "/p/rahmat")
    [update] = await updates(phone)
    assert (update["message"]["text"], update["message"]["chat"]["id"]) == ("/start undangan_7", 1000002)
    async with phone.session.get(f"{phone.url}/open/rahmat?start=a%20b", allow_redirects=False) as response:
        assert response.status == 400
        assert "Tautan ini tidak lengkap. Minta tautan yang baru." in await response.text()


async def test_unread_counts_what_the_person_has_not_read(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    first, second = await sent(phone), await sent(phone)
    assert (await phone.people())["siti"]["unread"] == 2
    await siti.reads(first["message_id"])
    assert (await phone.people())["siti"]["unread"] == 1
    await siti.reads(second["message_id"])
    assert (await phone.people())["siti"]["unread"] == 0


async def test_old_button_of_a_deleted_message_still_arrives(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    message = await sent(phone, reply_markup={"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]})
    number = message["message_id"]
    assert (await phone.call("deleteMessage", {"chat_id": 1000001, "message_id": number}))["result"] is True
    await siti.press_data(number, "y", replies=0)
    query = (await updates(phone))[-1]["callback_query"]
    assert query["message"]["date"] == 0
    assert query["message"]["message_id"] == number
