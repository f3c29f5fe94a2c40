"""The parameters of a call as plain JSON values: what python-telegram-bot's objects become on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.request._requestparameter import RequestParameter

_PLAIN = (str, int, float, bool)
# What buttons of ours carry; one with anything else takes the library's slower way.
_BUTTON_FIELDS = ("text", "callback_data", "url")
_OTHER_BUTTON_FIELDS = tuple(
    name for name in InlineKeyboardButton.__slots__ if not name.startswith("_") and name not in _BUTTON_FIELDS
)


def plain(data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, InputFile]]:
    """(parameters as JSON values, files by the name of their part)."""
    params: dict[str, Any] = {}
    files: dict[str, InputFile] = {}
    for name, value in data.items():
        if isinstance(value, _PLAIN):
            params[name] = value
        elif type(value) is InlineKeyboardMarkup:
            params[name] = {"inline_keyboard": [[_button(key) for key in row] for row in value.inline_keyboard]}
        else:
            parameter = RequestParameter.from_input(name, value)
            if parameter.value is not None:
                params[name] = parameter.value
            for file in parameter.input_files or ():
                files[file.attach_name or name] = file
    return params, files


def _button(key: InlineKeyboardButton) -> dict[str, Any]:
    if any(getattr(key, name, None) is not None for name in _OTHER_BUTTON_FIELDS):
        return key.to_dict()
    found = {name: getattr(key, name) for name in _BUTTON_FIELDS}
    return {name: value for name, value in found.items() if value is not None}
