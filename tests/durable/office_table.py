"""A table as the office would have one, for tests of what a handler writes beside its answers."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Integer, String, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from durable.database import Database


class OfficeBase(DeclarativeBase):
    """A base of its own, so that no other test sees the table."""


class Stall(OfficeBase):
    """A market stall."""

    __tablename__ = "stalls"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    size: Mapped[int] = mapped_column(Integer, default=1)

    __table_args__ = (CheckConstraint("size > 0", name="size_is_positive"),)


async def make_table(database: Database) -> None:
    """Creates the table."""
    async with database.write() as connection:
        await connection.run_sync(OfficeBase.metadata.create_all)


async def stall_names(database: Database) -> list[str]:
    """The names that are committed, in order."""
    async with database.read() as connection:
        return list(await connection.scalars(select(Stall.name).order_by(Stall.name)))
