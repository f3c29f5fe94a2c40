"""Own businesses: reading and keeping single fields, the card, completing the profile."""
