"""Peer (b): the same registration in aiogram with its FSM in memory, written as its examples are."""

import asyncio
import logging
import os

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from registrations import PRODUCTS, save

logging.basicConfig(level=logging.WARNING)

dispatcher = Dispatcher(storage=MemoryStorage())


class Registration(StatesGroup):
    owner = State()
    business = State()
    product = State()
    district = State()
    phone = State()
    confirm = State()


@dispatcher.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    await state.set_state(Registration.owner)
    await message.answer("Selamat datang. Siapa nama Ibu/Bapak?")


@dispatcher.message(Command("cancel"))
async def cancel(message: Message, state: FSMContext) -> None:
    await state.clear()
    await message.answer("Baik, sampai jumpa.")


@dispatcher.message(Registration.owner, F.text)
async def owner(message: Message, state: FSMContext) -> None:
    await state.update_data(owner=message.text)
    await state.set_state(Registration.business)
    await message.answer("Apa nama usahanya?")


@dispatcher.message(Registration.business, F.text)
async def business(message: Message, state: FSMContext) -> None:
    await state.update_data(business=message.text)
    await state.set_state(Registration.product)
    keyboard = [[InlineKeyboardButton(text=product, callback_data=product)] for product in PRODUCTS]
    await message.answer("Apa hasil usahanya?", reply_markup=InlineKeyboardMarkup(inline_keyboard=keyboard))


@dispatcher.callback_query(Registration.product)
async def product(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.update_data(product=query.data)
    await state.set_state(Registration.district)
    await query.message.answer("Di kecamatan mana?")


@dispatcher.message(Registration.district, F.text)
async def district(message: Message, state: FSMContext) -> None:
    await state.update_data(district=message.text)
    await state.set_state(Registration.phone)
    await message.answer("Berapa nomor HP-nya?")


@dispatcher.message(Registration.phone, F.text)
async def phone(message: Message, state: FSMContext) -> None:
    await state.update_data(phone=message.text)
    await state.set_state(Registration.confirm)
    buttons = [
        InlineKeyboardButton(text="Ya", callback_data="yes"),
        InlineKeyboardButton(text="Tidak", callback_data="no"),
    ]
    await message.answer("Simpan data ini?", reply_markup=InlineKeyboardMarkup(inline_keyboard=[buttons]))


@dispatcher.callback_query(Registration.confirm)
async def confirm(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    if query.data == "yes":
        save(query.message.chat.id, await state.get_data())
        await query.message.answer("Terima kasih, sudah terdaftar.")
    else:
        await query.message.answer("Baik, tidak disimpan.")
    await state.clear()


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"]))
    bot = Bot(os.environ["BOT_TOKEN"], session=session)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
