"""Announcements: to whom, when, how far, and what became of each."""
