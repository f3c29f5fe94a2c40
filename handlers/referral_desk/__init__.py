"""Rujukan: businesses for Dinas Koperasi, by district; handed over, taken back, put into a table."""
