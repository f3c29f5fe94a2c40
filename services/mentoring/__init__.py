"""A producer's request for a mentor, the mentors asked, the session that comes of it, and what came of that."""
