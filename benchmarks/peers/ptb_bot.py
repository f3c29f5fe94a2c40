"""Peer (a): a registration in python-telegram-bot, written as its examples are, with nothing tuned."""

import logging
import os

from registrations import PRODUCTS, save
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

logging.basicConfig(level=logging.WARNING)

OWNER, BUSINESS, PRODUCT, DISTRICT, PHONE, CONFIRM = range(6)


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    await update.message.reply_text("Selamat datang. Siapa nama Ibu/Bapak?")
    return OWNER


async def owner(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["owner"] = update.message.text
    await update.message.reply_text("Apa nama usahanya?")
    return BUSINESS


async def business(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["business"] = update.message.text
    keyboard = [[InlineKeyboardButton(product, callback_data=product)] for product in PRODUCTS]
    await update.message.reply_text("Apa hasil usahanya?", reply_markup=InlineKeyboardMarkup(keyboard))
    return PRODUCT


async def product(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    await query.answer()
    context.user_data["product"] = query.data
    await query.message.reply_text("Di kecamatan mana?")
    return DISTRICT


async def district(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["district"] = update.message.text
    await update.message.reply_text("Berapa nomor HP-nya?")
    return PHONE


async def phone(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["phone"] = update.message.text
    keyboard = [[InlineKeyboardButton("Ya", callback_data="yes"), InlineKeyboardButton("Tidak", callback_data="no")]]
    await update.message.reply_text("Simpan data ini?", reply_markup=InlineKeyboardMarkup(keyboard))
    return CONFIRM


async def confirm(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    await query.answer()
    if query.data == "yes":
        save(query.message.chat.id, context.user_data)
        await query.message.reply_text("Terima kasih, sudah terdaftar.")
    else:
        await query.message.reply_text("Baik, tidak disimpan.")
    context.user_data.clear()
    return ConversationHandler.END


async def cancel(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data.clear()
    await update.message.reply_text("Baik, sampai jumpa.")
    return ConversationHandler.END


def main() -> None:
    root = os.environ["BOT_API_URL"]
    application = Application.builder().token(os.environ["BOT_TOKEN"]).base_url(f"{root}/bot").build()
    answer = filters.TEXT & ~filters.COMMAND
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states={
                OWNER: [MessageHandler(answer, owner)],
                BUSINESS: [MessageHandler(answer, business)],
                PRODUCT: [CallbackQueryHandler(product)],
                DISTRICT: [MessageHandler(answer, district)],
                PHONE: [MessageHandler(answer, phone)],
                CONFIRM: [CallbackQueryHandler(confirm)],
            },
            fallbacks=[CommandHandler("cancel", cancel)],
        )
    )
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
