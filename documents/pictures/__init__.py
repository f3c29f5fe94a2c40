"""Pictures of figures: each a chart of bars, with the same in words."""
