"""What people do with each bot."""
