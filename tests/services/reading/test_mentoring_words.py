"""Topics, clusters, ways, languages and kinds as people type them."""

from __future__ import annotations

import pytest

from content.yaml_files import read_yaml
from models import Cluster, Expertise, MentorKind, Spoken, Way
from services.reading.folding import folded
from services.reading.mentoring_words import (
    read_clusters,
    read_expertise,
    read_languages,
    read_mentor_kinds,
    read_ways,
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("kemasan sama label", [Expertise.PACKAGING, Expertise.LABEL]),
        ("P-IRT", [Expertise.PERMITS]),
        ("cara foto produk & jualan di shopee", [Expertise.ONLINE]),
        ("hitung HPP", [Expertise.PRICE]),
        ("masuk Indomaret", [Expertise.RETAIL]),
        ("melabeli", []),
        ("", []),
    ],
)
def test_topics(said: str, meant: list[Expertise]) -> None:
    assert read_expertise(said) == meant


def test_other_choices() -> None:
    assert read_clusters("keripik pisang") == [Cluster.PISANG, Cluster.PANGAN_OLAHAN]
    assert read_clusters("air minum galon") == [Cluster.AMDK]
    assert read_ways("telp atau zoom aja") == [Way.PHONE, Way.VIDEO]
    assert read_ways("ketemu langsung") == [Way.VISIT]
    assert read_languages("Jawa dan Bugis, bahasa Indonesia juga") == [Spoken.JAVANESE, Spoken.BUGINESE]
    assert read_mentor_kinds("sy dosen di STIPER") == [MentorKind.CAMPUS]


@pytest.mark.parametrize(
    ("topic", "choices"),
    [("topic", Expertise), ("cluster", Cluster), ("way", Way), ("language", Spoken), ("kind", MentorKind)],
)
def test_every_choice_has_words_and_each_can_be_found(topic: str, choices: type[Expertise]) -> None:
    words = read_yaml("rules/mentoring_words.yaml")[topic]
    assert set(words) == {choice.value for choice in choices} - {"id"}
    assert [word for listed in words.values() for word in listed if folded(word) != word] == []
    assert len({word for listed in words.values() for word in listed}) == sum(map(len, words.values()))
