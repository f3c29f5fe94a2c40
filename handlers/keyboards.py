"""The keyboard below the screen: the main menu, at most six labels in two columns."""

from __future__ import annotations

from telegram import KeyboardButton, ReplyKeyboardMarkup

import content.texts
from handlers.labels import MENU

text = content.texts.load("menu")
_COLUMNS = 2


def menu_rows() -> list[list[KeyboardButton]]:
    """The rows of the main menu in the current language."""
    keys = [KeyboardButton(text[key].plain()) for key in MENU]
    return [keys[at : at + _COLUMNS] for at in range(0, len(keys), _COLUMNS)]


def menu_keyboard() -> ReplyKeyboardMarkup:
    """The main menu, staying below the screen."""
    return ReplyKeyboardMarkup(menu_rows(), resize_keyboard=True, is_persistent=True)
