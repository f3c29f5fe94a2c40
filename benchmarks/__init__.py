"""Measures our bot beside the same registration in python-telegram-bot and aiogram: python -m benchmarks."""
