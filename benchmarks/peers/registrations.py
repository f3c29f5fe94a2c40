"""The one table of both peers. Standard library only, since the peers run in environments of their own."""

import os
import sqlite3

PRODUCTS = ("Keripik", "Madu", "Cokelat", "Batik", "Kerajinan")

database = sqlite3.connect(os.environ["PEER_DATABASE"])
database.execute("PRAGMA journal_mode=WAL")
database.execute(
    "CREATE TABLE IF NOT EXISTS registrations "
    "(id INTEGER PRIMARY KEY, chat_id INTEGER, owner TEXT, business TEXT, product TEXT, district TEXT, phone TEXT)"
)


def save(chat_id: int, answers: dict) -> None:
    """Writes one row and commits it."""
    with database:
        database.execute(
            "INSERT INTO registrations (chat_id, owner, business, product, district, phone) "
            "VALUES (:chat_id, :owner, :business, :product, :district, :phone)",
            {"chat_id": chat_id, **answers},
        )
