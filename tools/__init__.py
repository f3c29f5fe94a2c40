"""Commands for people who work on the project; nothing of the bot imports them."""
