"""Classes for several producers: seats, waiting lists, and whether they are held."""
