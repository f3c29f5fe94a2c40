"""Parts of the registration: the consent, the order of the questions, the summary, the first word after it."""
