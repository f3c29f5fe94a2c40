"""The parts of asking staff: the draft of a question, its screens, sending it, and what comes back."""
