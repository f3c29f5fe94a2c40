"""The answers of the FAQ as the office keeps them: taken over from the files, given, pulled, changed by staff."""
