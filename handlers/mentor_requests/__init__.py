"""A producer's own requests for a mentor: where each stands, and what the producer is told on the way."""
