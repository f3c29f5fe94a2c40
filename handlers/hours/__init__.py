"""A mentor's own time: the usual week, days off, rests, and the weekly question."""
