"""Every word and fact that people read, as files; the only code here loads them."""

from content.language import LANGUAGES, language

__all__ = ["LANGUAGES", "language"]
