"""Tables for Excel."""
