"""From the words people type to a topic of the FAQ, a word of small talk, or the office."""
