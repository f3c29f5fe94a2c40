"""Reminders: when each is due for whom, and which of those that are due still help."""
