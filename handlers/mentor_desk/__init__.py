"""The staff's side of mentors: the list, one mentor, yes and no, a pause and its end, and telling those concerned."""
