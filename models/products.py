"""The products of the regency, loaded from the content."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from durable.database import Base
from models.choices import PermitNeed, stored_as_text


class Product(Base):
    """One product with its codes and permits. The id is the content's `number`, `key` its `id`."""

    __tablename__ = "products"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    cluster: Mapped[str] = mapped_column(String(32), index=True)
    kbli_2020: Mapped[str] = mapped_column(String(5))
    kbli_2025: Mapped[str | None] = mapped_column(String(5))
    is_industry: Mapped[bool]
    pirt: Mapped[PermitNeed] = mapped_column(stored_as_text(PermitNeed))
    bpom_md: Mapped[PermitNeed] = mapped_column(stored_as_text(PermitNeed))
    sni: Mapped[PermitNeed] = mapped_column(stored_as_text(PermitNeed))
    halal: Mapped[PermitNeed] = mapped_column(stored_as_text(PermitNeed))
    slhs: Mapped[PermitNeed] = mapped_column(stored_as_text(PermitNeed))
    is_active: Mapped[bool]
