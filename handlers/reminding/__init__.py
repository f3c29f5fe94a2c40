"""What the clock says to people: one message for all that is due for somebody, and who was not reached."""
