"""Everything of one kind, for tables: read a page at a time, so that people who write meanwhile are answered."""
