"""Orang yang sama: who may be one person is shown, made one by two taps, told apart, or parted again."""
