"""The chat room of a session: passing on, ending, complaining."""
