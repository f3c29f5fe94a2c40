"""Every step of the registration, met with everything that is no answer to it."""

from __future__ import annotations

import pytest
from sqlalchemy import update

import content.texts
from durable.inbox import conversations
from handlers import CONVERSATIONS
from handlers.labels import MENU
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.walks import STATES, does, draft, stands_at, texts, where
from tests.driver import Person

menu = content.texts.load("menu")
unexpected = content.texts.load("unexpected")
ask = content.texts.load("ask")
questions = content.texts.load("questions")
QUESTIONS = STATES[1:-1]
LABELS = [*dict.fromkeys(wording for key in MENU for wording in menu.all_wordings(key))]
ODD = {
    "sticker": ({"sticker": {"file_id": "s", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1,
                             "is_animated": False, "is_video": False}}, "told_sticker"),
    "voice note": ({"voice": {"file_id": "v", "file_unique_id": "u", "duration": 3}}, "told_voice"),
    "forward": ({"text": "Dapur Siti", "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "X"}},
                "told_forward"),
    "photo": ({"photo": [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]}, "told_file"),
    "contact": ({"contact": {"phone_number": "0812", "first_name": "X"}}, "told_place_or_contact"),
    "dice": ({"dice": {"emoji": "🎯", "value": 3}}, "told_sticker"),
    "story": ({"story": {"id": 1, "chat": {"id": 5, "type": "private"}}}, "told_other"),
}  # fmt: skip


async def shown_again(person: Person, state: str) -> str:
    """What the open question of this state begins with."""
    return {
        "consent": "<b>1 dari 7</b> · ", "owner": "<b>2 dari 7</b>\n", "name": "<b>3 dari 7</b>\n",
        "district": "<b>4 dari 7</b>\n", "products": "<b>5 dari 7</b>\n", "activities": "<b>6 dari 7</b>\n",
        "summary": "<b>7 dari 7</b> · ",
    }[state]  # fmt: skip


@pytest.mark.pitfall(31)
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("state", STATES)
async def test_odd_message_gets_a_line_and_the_question_again(office: CheckedOffice, state: str, kind: str) -> None:
    siti = await stands_at(office, state)
    before = (await draft(siti)).get("answers")
    message, key = ODD[kind]
    line, question = await siti.sends(**message)
    assert line.text == unexpected[key]
    assert question.text.startswith(await shown_again(siti, state))
    assert question.keys != ()
    assert (await where(siti), (await draft(siti)).get("answers")) == (("register", state), before)


@pytest.mark.parametrize("state", STATES)
async def test_changed_message_is_no_answer(office: CheckedOffice, state: str) -> None:
    siti = await stands_at(office, state)
    line, question = await siti.delivers(edited_message=siti.message(text="Siti", edit_date=1))
    assert line.text == unexpected.told_edited
    assert question.text.startswith(await shown_again(siti, state))
    assert await where(siti) == ("register", state)


@pytest.mark.parametrize("state", STATES)
async def test_unknown_command_keeps_the_question(office: CheckedOffice, state: str) -> None:
    siti = await stands_at(office, state)
    line, question = await siti.says("/tidakada")
    assert line.text == unexpected.told_unknown_command
    assert question.text.startswith(await shown_again(siti, state))


@pytest.mark.parametrize("state", STATES)
async def test_old_button_is_called_old_and_the_question_comes_again(office: CheckedOffice, state: str) -> None:
    siti = await stands_at(office, state)
    (question,) = await siti.presses("profile:village:7.skip")
    assert question.text.startswith(await shown_again(siti, state))
    assert await where(siti) == ("register", state)


@pytest.mark.parametrize("state", QUESTIONS)
async def test_buttons_of_other_steps_do_not_fit(office: CheckedOffice, state: str) -> None:
    siti = await stands_at(office, state)
    for other in QUESTIONS:
        if other != state:
            (question,) = await siti.presses(f"register:{other}:0.back")
            assert question.text.startswith(await shown_again(siti, state))
    for data in ("register:save:0", "register:edit:name", "register:summary:back"):
        await siti.presses(data)
        assert await where(siti) == ("register", state)


@pytest.mark.pitfall(38)
@pytest.mark.parametrize("label", [*LABELS, "bantuan", "MENU", "batal"])
@pytest.mark.parametrize("state", QUESTIONS)
async def test_menu_label_is_never_stored(office: CheckedOffice, state: str, label: str) -> None:
    siti = await stands_at(office, state)
    before = (await draft(siti)).get("answers")
    replies = await siti.says(label)
    assert replies != []
    # Before the first answer there is nothing to go on with: the registration just asks again.
    asks_again = state == "owner" and label in ("Daftar usaha", "Register business")
    assert await where(siti) == (("register", "owner") if asks_again else (None, None))
    assert (await draft(siti)).get("answers") == before


@pytest.mark.parametrize("command", ["/menu", "/batal", "/cancel", "/profil", "/start", "/bantuan"])
@pytest.mark.parametrize("state", QUESTIONS[1:])
async def test_command_wins_and_it_can_be_gone_on_with(office: CheckedOffice, state: str, command: str) -> None:
    siti = await stands_at(office, state)
    replies = await siti.says(command)
    assert ("Lanjutkan daftar", "Hapus jawaban tadi") in [row for reply in replies for row in reply.keys]
    office.restarts()
    (question,) = await siti.presses("Lanjutkan daftar")
    assert question.text.startswith(await shown_again(siti, state))
    assert await where(siti) == ("register", state)


@pytest.mark.parametrize("state", QUESTIONS[1:])
async def test_cancel_button_keeps_the_answers(office: CheckedOffice, state: str) -> None:
    siti = await stands_at(office, state)
    stopped = await siti.presses("Batal")
    assert texts(stopped) == [menu.told_stopped]
    assert await where(siti) == (None, None)
    await siti.presses("Lanjutkan daftar")
    assert await where(siti) == ("register", state)


async def test_left_answers_can_be_thrown_away(office: CheckedOffice) -> None:
    siti = await stands_at(office, "products")
    await siti.presses("Batal")
    dropped = await siti.presses("Hapus jawaban tadi")
    assert texts(dropped) == [menu.told_draft_dropped]
    assert await draft(siti) == {}
    assert [reply.keys for reply in await siti.says("/menu")] == [
        (("Daftar usaha", "Usaha saya"), ("Tanya", "Mentor"), ("Bantuan", "Bahasa"))
    ]


async def test_starting_anew_forgets_the_left_answers(office: CheckedOffice) -> None:
    siti = await stands_at(office, "products")
    await siti.says("/menu")
    asked = await siti.says("/daftar")
    assert asked[0].keys == (("Lanjutkan daftar", "Mulai baru"),)
    await siti.presses("Mulai baru")
    assert (await where(siti), (await draft(siti)).get("answers")) == (("register", "owner"), None)


@pytest.mark.parametrize("state", ["owner", "name", "district", "products"])
async def test_question_is_not_stored_as_an_answer(office: CheckedOffice, state: str) -> None:
    siti = await stands_at(office, state)
    asked = await siti.says("pirt itu apa bu?")
    assert texts(asked) == [questions.ask_answer_or_question.format(said="pirt itu apa bu?")]
    assert asked[0].keys == (("Ini jawaban", "Ini pertanyaan"), ("Kembali", "Batal"))
    told, question = await siti.presses("Ini pertanyaan")
    assert told.text.startswith(questions.told_questions_soon)
    assert question.text.startswith(await shown_again(siti, state))
    assert state not in (await draft(siti)).get("answers", {})


async def test_what_looked_like_a_question_may_be_the_answer(office: CheckedOffice) -> None:
    siti = await stands_at(office, "name")
    await does(siti, "apa saja boleh?", "!Ini jawaban")
    assert (await draft(siti))["answers"]["name"] == "apa saja boleh?"
    assert await where(siti) == ("register", "district")


@pytest.mark.parametrize("state", QUESTIONS)
@pytest.mark.parametrize("said", ["x" * 5000, "😀😀😀", "🍌"])
async def test_long_text_and_emoji_are_refused_kindly(office: CheckedOffice, state: str, said: str) -> None:
    siti = await stands_at(office, state)
    (reply,) = await siti.says(said)
    assert ("Kembali", "Batal") in reply.keys
    assert await where(siti) == ("register", state)


@pytest.mark.pitfall(40)
async def test_album_gets_one_answer(office: CheckedOffice) -> None:
    siti = await stands_at(office, "name")
    replies = []
    for number in range(4):
        photo = [{"file_id": f"p{number}", "file_unique_id": "u", "width": 1, "height": 1}]
        replies += await siti.sends(photo=photo, media_group_id="900")
    assert (replies[0].text, len(replies)) == (unexpected.told_file, 2)
    other = await siti.sends(
        photo=[{"file_id": "q", "file_unique_id": "u", "width": 1, "height": 1}], media_group_id="901"
    )
    assert len(other) == 2


async def test_state_that_no_longer_exists_leads_to_the_menu(office: CheckedOffice) -> None:
    siti = await stands_at(office, "products")
    async with office.database.write() as connection:
        await connection.execute(update(conversations).values(state="gone"))
    (told,) = await siti.says("keripik")
    assert told.text == menu.told_version_changed
    assert told.keys == (("Lanjutkan daftar", "Hapus jawaban tadi"),)
    await siti.presses("Lanjutkan daftar")
    assert await where(siti) == ("register", "products")


@pytest.mark.parametrize("name", [talk.name for talk in CONVERSATIONS if talk.states])
async def test_whatever_was_open_its_lost_state_leads_to_the_menu(office: CheckedOffice, name: str) -> None:
    siti = office.person(11)
    await siti.says("/menu")
    async with office.database.write() as connection:
        await connection.execute(update(conversations).values(name=name, state="gone"))
    assert texts(await siti.says("asdf")) == [menu.told_version_changed]
    assert await where(siti) == (None, None)


async def test_conversation_that_no_longer_exists_leads_to_the_menu(office: CheckedOffice) -> None:
    siti = await stands_at(office, "products")
    async with office.database.write() as connection:
        await connection.execute(update(conversations).values(name="gone"))
    replies = await siti.says("asdf")
    assert texts(replies) == [f"{ask.talk_acak}\n\n{menu.told_draft_left}"]
    assert await where(siti) == (None, None)
