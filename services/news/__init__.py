"""Announcements as those see them who get them: what they stop, read, look up, and come to."""
