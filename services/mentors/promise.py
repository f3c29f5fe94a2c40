"""What every mentor promises: no money, no selling, recipes stay secret, polite hours. The words are in the content."""

from __future__ import annotations

PROMISE_VERSION = "2026-11-25.1"
"""The day on which the words of `ask_promise` were last changed, and which change of that day it was.

A test holds the two together. It is kept with each mentor.
"""
