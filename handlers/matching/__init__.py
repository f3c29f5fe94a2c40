"""How a suggestion is told: the reasons in words."""
