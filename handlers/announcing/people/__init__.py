"""For whom: pages of choices that are edited in place, with the number of people after each press."""
