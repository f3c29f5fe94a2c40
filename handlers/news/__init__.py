"""Pengumuman, as those see them who get them."""
