"""Whether the other side of a session may see a phone number or username."""
