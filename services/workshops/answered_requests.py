"""Requests for a mentor that a class answers: a taken seat books them, a lost one makes them wait again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import HelpRequest, WorkshopSeat
from services.mentoring import requests
from services.mentoring.states import REQUEST, RequestEvent
from services.workshops.inviting import WAITS


async def book(session: AsyncSession, seat: WorkshopSeat) -> None:
    """The seat is taken. A request that has found a mentor meanwhile, or is over, is answered by it no more."""
    request = await _request(session, seat)
    if request is None or request.state not in WAITS:
        seat.request_id = None
        return
    request.state, request.step_due_at = REQUEST.after(request.state, RequestEvent.BOOK), None


async def reopen(session: AsyncSession, seat: WorkshopSeat, now: datetime) -> None:
    """The taken seat came to nothing: the request waits again, and is looked at at once."""
    request = await _request(session, seat)
    if request is not None and REQUEST.knows(request.state, RequestEvent.REOPEN):
        request.state, request.step_due_at = REQUEST.after(request.state, RequestEvent.REOPEN), now


async def close(session: AsyncSession, seat: WorkshopSeat, now: datetime) -> None:
    """The producer was in the class."""
    request = await _request(session, seat)
    if request is not None and REQUEST.knows(request.state, RequestEvent.CLOSE):
        request.state, request.closed_at = REQUEST.after(request.state, RequestEvent.CLOSE), now


async def _request(session: AsyncSession, seat: WorkshopSeat) -> HelpRequest | None:
    request = await session.get(HelpRequest, seat.request_id) if seat.request_id is not None else None
    if request is not None:
        await requests.lock(session, request)
    return request
