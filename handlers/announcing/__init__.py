"""Umumkan: what is said, to whom and when, a look at the whole, and off it goes (or first to a second pair of eyes)."""
