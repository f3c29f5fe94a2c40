"""A session in the hands of its two people, from the booking to what came of it; and the staff's view of all."""
