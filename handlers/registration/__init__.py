"""The parts of the registration: the consent's words, the questions' order, the summary, and the first word after it."""
