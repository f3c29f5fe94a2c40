"""Cari: staff look people up, see what is known of them, and note something."""
