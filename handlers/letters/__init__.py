"""Letters of service: asked for by mentors and staff, checked by anybody."""
