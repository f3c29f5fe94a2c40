"""Announcements as people get them, and as staff watch over them."""
