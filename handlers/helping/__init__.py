"""Parts of /bantu: whom a village helper writes for, the way to a phone of their own, and who is without a helper."""
