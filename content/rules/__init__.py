"""The rules as tables, and the loaders that give them shapes."""
