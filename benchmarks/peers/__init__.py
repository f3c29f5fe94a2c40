"""The bots we are compared with. Each file runs in its own environment and imports nothing of this project."""
