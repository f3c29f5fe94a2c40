"""The staff's side of announcements: the list, one with its progress, and what can be done about it."""
