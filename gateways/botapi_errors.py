"""Refusals in the words and the form of the Telegram Bot API."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A call is refused: `code` is the HTTP status, `description` the text, `parameters` e.g. {"retry_after": 3}."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Returns the JSON object that answers the call."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters is not None:
            answer["parameters"] = self.parameters
        return answer


def bad_request(reason: str) -> ApiError:
    """Returns a 400; the platform writes the reason's first letter small, unless it is a CODE_WORD."""
    if reason[:1].isupper() and not reason[1:2].isupper():
        reason = reason[0].lower() + reason[1:]
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """Returns a 403."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """Returns a 409."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    """Returns a 429 that asks the caller to wait `seconds`."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def not_found() -> ApiError:
    """Returns the 404 for an unknown method, path or malformed token."""
    return ApiError(404, "Not Found")


def unauthorized() -> ApiError:
    """Returns the 401 for a token that is not (or no longer) valid."""
    return ApiError(401, "Unauthorized")


def too_large() -> ApiError:
    """Returns the 413 for an upload over the platform's limit."""
    return ApiError(413, "Request Entity Too Large")
