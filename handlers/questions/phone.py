"""The phone number: typed as people write it, or the person's own contact shared with one press."""

from __future__ import annotations

from telegram import KeyboardButton, Message, ReplyKeyboardMarkup
from telegram.ext import filters

from handlers.keyboards import menu_keyboard, menu_rows
from handlers.questions.question import Answer, Asking, Question, Screen, text
from handlers.replies import say
from services.errors import FieldRefused, PhoneRefused
from services.reading import read_phone


class Phone(Question):
    """The answer is the number in one form, such as `+6281234567890`."""

    key = "phone"
    messages = filters.CONTACT

    async def screen(self, asking: Asking) -> Screen:
        return Screen(text.ask_phone, [[asking.button(text.button_share_phone, "share")]])

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return read_phone(said)

    async def read_message(self, asking: Asking, message: Message) -> Answer | None:
        contact, writer = message.contact, message.from_user
        if contact is None or writer is None or contact.user_id != writer.id:
            raise PhoneRefused("refused_not_own_contact")
        number = read_phone(contact.phone_number)
        # The keyboard with the button for sharing has done its work: the menu comes back.
        await say(asking.context, text.told_phone_taken, keyboard=menu_keyboard())
        return number

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what != "share":
            raise FieldRefused
        share = [KeyboardButton(text.button_share_phone.plain(), request_contact=True)]
        keyboard = ReplyKeyboardMarkup([share, *menu_rows()], resize_keyboard=True, one_time_keyboard=True)
        await say(asking.context, text.ask_phone_shared, keyboard=keyboard)
        return None
