"""What is said to a question: an answer with its buttons, a question back, a human word, first advice."""
