"""Alembic's entry: runs on the connection that bot/migrate.py hands over."""

from alembic import context

import models  # noqa: F401  the office's tables
from durable import outbox  # noqa: F401  the engine's tables and sequence
from durable.database import Base, UtcDateTime


def render_item(kind: str, value: object, _: object) -> str | bool:
    """A migration is history: it names the column types of SQLAlchemy, not ours, which may change."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, UtcDateTime) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    # SQLite can take back a CREATE TABLE; without this Alembic would commit each step by itself.
    transactional_ddl=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
