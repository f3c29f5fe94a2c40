"""The parts of asking for a mentor: the questions, the summary, the mentors to choose from, and sending it."""
