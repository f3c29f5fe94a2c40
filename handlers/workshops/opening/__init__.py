"""Buka kelas: a few questions, a summary, then one class."""
