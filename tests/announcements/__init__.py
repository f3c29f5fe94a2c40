"""Announcements from their beginning to the report, with the real clock and a sender that does what a test says."""
