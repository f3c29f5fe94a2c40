"""Choosing the people of an announcement by buttons."""
