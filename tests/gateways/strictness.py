"""The table of refusals: what a bot may do wrong, and the platform's words for it.

Where each wording comes from stands in docs/reference/bot-api-errors.md. "<name>" stands for something that the
test prepares: <own>, <plain>, <keyboard> and <photo> are messages of the bot, <theirs> is one of the person,
<old> is an answered press, <document> and <picture> are file ids.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Case(NamedTuple):
    method: str
    parameters: dict[str, Any]
    status: int
    description: str


SITI = {"chat_id": 1000001}
STRANGER = {"chat_id": 1000002}  # never started the bot
BLOCKED = {"chat_id": 1000003}
UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
BLOCKED_WORDS = "Forbidden: bot was blocked by the user"
HOOK = "http://127.0.0.1:9/hook"


def text(words: Any, **more: Any) -> dict[str, Any]:
    return {**SITI, "text": words, **more}


def html(words: str) -> dict[str, Any]:
    return text(words, parse_mode="HTML")


def markdown(words: str) -> dict[str, Any]:
    return text(words, parse_mode="MarkdownV2")


def button(**fields: Any) -> dict[str, Any]:
    return text("x", reply_markup={"inline_keyboard": [[fields]]})


def entities(*given: Any) -> dict[str, Any]:
    return text("🍌x", entities=list(given))


CASES = [
    # where to
    Case("sendMessage", {"text": "x"}, 400, "Bad Request: chat_id is empty"),
    Case("sendMessage", {"chat_id": 42, "text": "x"}, 400, "Bad Request: chat not found"),
    Case("sendMessage", {"chat_id": "@siti", "text": "x"}, 400, "Bad Request: chat not found"),
    Case("getChat", {"chat_id": 42}, 400, "Bad Request: chat not found"),
    Case("sendMessage", {**STRANGER, "text": "x"}, 403, "Forbidden: bot can't initiate conversation with a user"),
    Case("sendMessage", {**BLOCKED, "text": "x"}, 403, BLOCKED_WORDS),
    Case("sendPhoto", {**BLOCKED, "photo": "<picture>"}, 403, BLOCKED_WORDS),
    Case("sendChatAction", {**BLOCKED, "action": "typing"}, 403, BLOCKED_WORDS),
    # text
    Case("sendMessage", SITI, 400, "Bad Request: message text is empty"),
    Case("sendMessage", text(""), 400, "Bad Request: message text is empty"),
    Case("sendMessage", text(" \n "), 400, "Bad Request: text must be non-empty"),
    Case("sendMessage", html("<b></b>"), 400, "Bad Request: text must be non-empty"),
    Case("sendMessage", text("x" * 4097), 400, "Bad Request: message is too long"),
    Case("sendMessage", text("🍌" * 2049), 400, "Bad Request: message is too long"),
    Case("sendMessage", text("x", parse_mode="BBCode"), 400, "Bad Request: unsupported parse_mode"),
    # HTML
    Case(
        "sendMessage",
        html("<x>a</x>"),
        400,
        'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0',
    ),
    Case(
        "sendMessage",
        html("🍌<h1>a</h1>"),
        400,
        'Bad Request: can\'t parse entities: Unsupported start tag "h1" at byte offset 4',
    ),
    Case("sendMessage", html("a <b"), 400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 2"),
    Case(
        "sendMessage",
        html("<b>a"),
        400,
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    Case("sendMessage", html("a</b>"), 400, "Bad Request: can't parse entities: Unexpected end tag at byte offset 1"),
    Case(
        "sendMessage",
        html("<b>a</i>"),
        400,
        'Bad Request: can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    ),
    Case(
        "sendMessage",
        html("<span>a</span>"),
        400,
        'Bad Request: can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0',
    ),
    Case("sendMessage", html("<b>a</b"), 400, "Bad Request: can't parse entities: Unclosed end tag at byte offset 4"),
    # MarkdownV2
    Case(
        "sendMessage",
        markdown("a.b"),
        400,
        "Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
    ),
    Case(
        "sendMessage",
        markdown("*a"),
        400,
        "Bad Request: can't parse entities: Can't find end of Bold entity at byte offset 0",
    ),
    Case(
        "sendMessage",
        markdown("🍌 _a"),
        400,
        "Bad Request: can't parse entities: Can't find end of Italic entity at byte offset 5",
    ),
    Case(
        "sendMessage",
        markdown("[a](b"),
        400,
        "Bad Request: can't parse entities: Can't find end of a URL at byte offset 4",
    ),
    # entities
    Case(
        "sendMessage",
        entities({"type": "bold", "offset": 0, "length": 4}),
        400,
        "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 4",
    ),
    Case(
        "sendMessage",
        entities({"type": "sparkle", "offset": 0, "length": 1}),
        400,
        "Bad Request: can't parse MessageEntity: Unsupported type specified",
    ),
    Case(
        "sendMessage",
        entities({"type": "text_link", "offset": 0, "length": 1, "url": "nowhere"}),
        400,
        "Bad Request: entity URL 'nowhere' is invalid: Wrong HTTP URL",
    ),
    # keyboards
    Case("sendMessage", button(text="a", callback_data="x" * 65), 400, "Bad Request: BUTTON_DATA_INVALID"),
    Case("sendMessage", button(text="a", callback_data="🍌" * 17), 400, "Bad Request: BUTTON_DATA_INVALID"),
    Case("sendMessage", button(text="a", callback_data=""), 400, "Bad Request: BUTTON_DATA_INVALID"),
    Case(
        "sendMessage",
        button(text="a"),
        400,
        "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    Case(
        "sendMessage",
        button(callback_data="a"),
        400,
        "Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
    ),
    Case(
        "sendMessage",
        button(text="a", url="nowhere"),
        400,
        "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
    ),
    Case("sendMessage", text("x", reply_markup="{"), 400, "Bad Request: can't parse reply keyboard markup JSON object"),
    Case("sendMessage", text("x", reply_markup=[]), 400, "Bad Request: object expected as reply markup"),
    Case(
        "sendMessage",
        text("x", reply_markup={"inline_keyboard": [{}]}),
        400,
        'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    # replies
    Case(
        "sendMessage",
        text("x", reply_parameters={"message_id": 5}),
        400,
        "Bad Request: message to be replied not found",
    ),
    Case("sendMessage", text("x", reply_to_message_id=5), 400, "Bad Request: message to be replied not found"),
    # edits
    Case("editMessageText", text("x"), 400, "Bad Request: message identifier is not specified"),
    Case("editMessageText", text("x", message_id=5), 400, "Bad Request: message to edit not found"),
    Case("editMessageText", text("x", message_id="<theirs>"), 400, "Bad Request: message can't be edited"),
    Case("editMessageText", text("x", message_id="<keyboard>"), 400, "Bad Request: message can't be edited"),
    Case("editMessageText", text("Teks biasa", message_id="<plain>"), 400, UNCHANGED),
    Case("editMessageText", text("", message_id="<plain>"), 400, "Bad Request: message text is empty"),
    Case(
        "editMessageText", text("x", message_id="<photo>"), 400, "Bad Request: there is no text in the message to edit"
    ),
    Case(
        "editMessageText",
        text("x", message_id="<plain>", reply_markup={"keyboard": [["a"]]}),
        400,
        "Bad Request: inline keyboard expected",
    ),
    Case("editMessageText", {**BLOCKED, "message_id": "<own>", "text": "x"}, 403, BLOCKED_WORDS),
    Case(
        "editMessageCaption",
        {**SITI, "message_id": "<plain>", "caption": "x"},
        400,
        "Bad Request: there is no caption in the message to edit",
    ),
    Case(
        "editMessageCaption",
        {**SITI, "message_id": "<photo>", "caption": "x" * 1025},
        400,
        "Bad Request: message caption is too long",
    ),
    Case("editMessageCaption", {**SITI, "message_id": "<photo>", "caption": "Keterangan"}, 400, UNCHANGED),
    Case("editMessageReplyMarkup", {**SITI, "message_id": "<plain>"}, 400, UNCHANGED),
    Case("editMessageReplyMarkup", {**SITI, "message_id": 5}, 400, "Bad Request: message to edit not found"),
    # deletes, copies, forwards
    Case("deleteMessage", {**SITI, "message_id": 5}, 400, "Bad Request: message to delete not found"),
    Case("deleteMessages", {**SITI, "message_ids": []}, 400, "Bad Request: message identifiers are not specified"),
    Case(
        "copyMessage", {**SITI, "from_chat_id": 1000001, "message_id": 5}, 400, "Bad Request: message to copy not found"
    ),
    Case(
        "forwardMessage",
        {**SITI, "from_chat_id": 1000001, "message_id": 5},
        400,
        "Bad Request: message to forward not found",
    ),
    # presses
    Case("answerCallbackQuery", {"callback_query_id": "5"}, 400, TOO_OLD),
    Case("answerCallbackQuery", {"callback_query_id": "<old>"}, 400, TOO_OLD),
    Case("answerCallbackQuery", {"callback_query_id": "5", "text": "x" * 201}, 400, "Bad Request: MESSAGE_TOO_LONG"),
    # files
    Case("sendPhoto", SITI, 400, "Bad Request: there is no photo in the request"),
    Case("sendPhoto", {**SITI, "photo": "AgACnothing"}, 400, "Bad Request: wrong file identifier/HTTP URL specified"),
    Case("sendPhoto", {**SITI, "photo": "<document>"}, 400, "Bad Request: can't use file of type Document as Photo"),
    Case(
        "sendDocument", {**SITI, "document": "http://127.0.0.1/a"}, 400, "Bad Request: failed to get HTTP URL content"
    ),
    Case(
        "sendPhoto",
        {**SITI, "photo": "<picture>", "caption": "x" * 1025},
        400,
        "Bad Request: message caption is too long",
    ),
    Case("getFile", {"file_id": "nothing"}, 400, "Bad Request: invalid file_id"),
    Case("getFile", {}, 400, "Bad Request: file_id not specified"),
    Case("sendMediaGroup", {**SITI, "media": []}, 400, "Bad Request: there are no messages to send"),
    Case(
        "sendMediaGroup",
        {**SITI, "media": [{"type": "photo", "media": "<picture>"}] * 11},
        400,
        "Bad Request: too many messages to send as an album",
    ),
    Case(
        "sendMediaGroup",
        {**SITI, "media": [{"type": "photo", "media": "<picture>"}, {"type": "document", "media": "<document>"}]},
        400,
        "Bad Request: document can't be mixed with other media types",
    ),
    # the rest
    Case("sendChatAction", {**SITI, "action": "dancing"}, 400, "Bad Request: wrong parameter action in request"),
    Case(
        "setMyCommands",
        {"commands": [{"command": "Daftar Usaha", "description": "x"}]},
        400,
        "Bad Request: BOT_COMMAND_INVALID",
    ),
    Case(
        "setMyCommands",
        {"commands": [{"command": "a", "description": ""}]},
        400,
        "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    Case(
        "setMyCommands",
        {"commands": [{"command": "a", "description": "a"}] * 101},
        400,
        "Bad Request: BOT_COMMANDS_TOO_MUCH",
    ),
    Case(
        "setMyCommands", {"commands": [], "language_code": "indo"}, 400, "Bad Request: invalid language code specified"
    ),
    Case(
        "setWebhook",
        {"url": "http://example.com/hook"},
        400,
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    ),
    Case(
        "setWebhook",
        {"url": HOOK, "secret_token": "a b"},
        400,
        "Bad Request: secret token contains unallowed characters",
    ),
    Case("sendRocket", SITI, 404, "Not Found"),
]
