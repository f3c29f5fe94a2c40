"""The report of a quarter, for the budget talks."""
