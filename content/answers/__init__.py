"""The answers of the FAQ as people edit them.

One form is used for the files of content/faq/ (the seed), for what staff write in chat, and for the export:
`reading.parse` reads it, `writing.written` writes it, `seed.load` reads the whole folder.
"""
