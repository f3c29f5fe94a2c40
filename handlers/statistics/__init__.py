"""Statistik: what was asked and answered in the last days, for staff and readers of reports."""

from handlers.statistics.talk import statistics_talk

__all__ = ["statistics_talk"]
