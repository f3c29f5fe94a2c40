"""The questions about a person and a business: each says how it looks and how an answer is read.

They do not know which conversation asks them, nor where the answer is kept.
"""
