"""How mentors are found: the pool of their profiles, the points, shared free hours, and whole batches at once."""
