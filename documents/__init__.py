"""Files that the office makes: pictures of figures, reports, tables, letters, posters.

Each kind has two halves: `gather` reads the database (async, by services), `draw` makes bytes of what was read, in a
process of its own, because drawing takes seconds and the bot answers people meanwhile.
"""
