"""Complaints from sessions, as staff see and settle them."""
