"""The web phone: a Telegram Bot API server on loopback with a page that looks and feels like a phone chat."""
