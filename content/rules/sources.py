"""What kind of source somebody has typed."""

from __future__ import annotations

from content.yaml_files import read_yaml


def is_official(source: str) -> bool:
    """Whether these words name a rule, or a page of a public office."""
    rules, said = read_yaml("rules/sources.yaml"), source.lower()
    is_rule = said.startswith(tuple(rules["official_beginnings"])) or said.split(" ")[0] in rules["official_words"]
    return is_rule or any(site in said for site in rules["official_sites"])


def is_staff(source: str) -> bool:
    """Whether staff name themselves."""
    return source.lower().strip(" .") in read_yaml("rules/sources.yaml")["staff"]
