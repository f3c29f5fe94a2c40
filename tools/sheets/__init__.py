"""One-page training sheets for staff, mentors and village helpers, with pictures of the bot itself.

`python -m tools.sheets` starts the demo in a folder of its own, plays what each of them does on the web phone, takes
pictures of it, and writes docs/sheets/<who>.pdf. It needs a Chrome or Chromium, as the tests do.
"""
