"""The methods of the Bot API that the phone knows; importing this package fills the table."""

from gateways.phone.methods import edit, me, media, send, webhooks
from gateways.phone.methods.registry import METHODS

__all__ = ["METHODS", "edit", "me", "media", "send", "webhooks"]
