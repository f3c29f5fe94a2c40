"""/pengingat: which reminders somebody wants, and when they usually have a connection."""
