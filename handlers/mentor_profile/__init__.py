"""Becoming a mentor, and keeping one's own profile: the promise, a short form, a summary, the card."""
