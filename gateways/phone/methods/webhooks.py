"""setWebhook, deleteWebhook, getWebhookInfo; getUpdates itself waits and stands in bot_api.py."""

from __future__ import annotations

from typing import Any

from gateways.botapi_parameters import Parameters
from gateways.phone.methods.registry import Described, method
from gateways.phone.phone import Phone
from gateways.phone.updates import WEBHOOK_SET
from gateways.phone.webhook import checked_webhook


def read_allowed(phone: Phone, parameters: Parameters) -> None:
    """Remembers allowed_updates of a call; not given means: as before."""
    allowed = parameters.nested("allowed_updates", "allowed_updates")
    if isinstance(allowed, list):
        phone.updates.allow([str(kind) for kind in allowed])


def _show_online(phone: Phone) -> None:
    phone.hub.show_everyone({"type": "bot_online", "online": phone.bot_online()})


@method("setWebhook")
def set_webhook(phone: Phone, parameters: Parameters) -> Described:
    address = parameters.text("url")
    if not address:
        return _remove(phone, parameters)
    secret, connections = parameters.text("secret_token"), parameters.integer("max_connections")
    settings = checked_webhook(address, secret, connections)
    read_allowed(phone, parameters)
    if parameters.boolean("drop_pending_updates"):
        phone.updates.drop_all()
    changed = phone.webhook.set(settings)
    phone.updates.end_poll(WEBHOOK_SET)
    _show_online(phone)
    return Described(True, "Webhook was set" if changed else "Webhook is already set")


@method("deleteWebhook")
def delete_webhook(phone: Phone, parameters: Parameters) -> Described:
    return _remove(phone, parameters)


def _remove(phone: Phone, parameters: Parameters) -> Described:
    if parameters.boolean("drop_pending_updates"):
        phone.updates.drop_all()
    changed = phone.webhook.set(None)
    _show_online(phone)
    return Described(True, "Webhook was deleted" if changed else "Webhook is already deleted")


@method("getWebhookInfo")
def get_webhook_info(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    settings = phone.webhook.current()
    info: dict[str, Any] = {
        "url": "" if settings is None else settings["url"],
        "has_custom_certificate": False,
        "pending_update_count": phone.updates.pending(),
    }
    if settings is not None:
        info["max_connections"] = settings["connections"]
        info["ip_address"] = "127.0.0.1"
        if phone.webhook.last_error is not None:
            info["last_error_date"], info["last_error_message"] = phone.webhook.last_error
    if allowed := phone.store.setting("allowed_updates", []):
        info["allowed_updates"] = allowed
    return info
