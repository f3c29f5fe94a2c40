"""Finding what would make a text hard to read; and that no text has such a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.text_faults import Fault, all_faults, lines_on_screen

LONG = "kata " * 101
LINES = "\n".join("abcdefghijklm")

FAULTS = {
    "ask_a: {id: Halo}": "en: is missing",
    "ask_a: {id: Halo, en: ''}": "en: is missing",
    "ask_a: {id: Halo, en: Hello, nl: Hallo}": "nl: is no field of a text",
    "ask_a: {id: 'Halo {name}', en: Hello}": "placeholders differ (id: name; en: none)",
    "ask_a: {id: 'Halo {name', en: Hello}": "id: braces: expected '}' before end of string",
    "ask_a: {id: 'Halo {0}', en: 'Hello {0}'}": "id: a placeholder needs a plain name, not ['0']",
    "ask_a: {id: '<b>Halo', en: Hello}": "id: <b> is never closed",
    "ask_a: {id: 'Halo</b>', en: Hello}": "id: </b> closes nothing",
    "ask_a: {id: '<h1>Halo</h1>', en: Hello}": "id: Telegram knows no <h1>",
    "ask_a: {id: 'Halo & hai', en: Hello}": "id: write &lt; &gt; &amp; for < > &",
    "button_a: {id: Tombol yang terlalu panjang, en: Back}": "id: 27 characters, a label has at most 20",
    f"ask_a: {{id: '{LONG}', en: Hello}}": "id: 504 characters, at most 500",
    "ask_a: {id: '" + LINES.replace("\n", "\n\n  ") + "', en: Hello}": "id: 13 lines at 360 px, at most 12",
    "Ask: {id: Halo, en: Hello}": "a key is small letters, digits and _",
    "ask_a: Halo": "needs id: and en:",
    "ask_a: {id: Halo, en: Hello}\nask_a: {id: Hai, en: Hi}": "a.yaml, line 2: the key 'ask_a' stands there twice",
    "yes: {id: Ya, en: Yes}": "a.yaml, line 1: the key True must be quoted",
    "- ask_a": "the file must be keys, each with its languages",
}


@pytest.mark.parametrize("written", FAULTS)
def test_fault_is_found(tmp_path: Path, written: str) -> None:
    (tmp_path / "a.yaml").write_text(written, encoding="utf-8")
    assert FAULTS[written] in [fault.problem for fault in all_faults(tmp_path)]


def test_good_file_has_no_fault(tmp_path: Path) -> None:
    written = (
        "ask_a:\n  id: '<b>Halo</b> {name} &amp; kawan'\n  en: Hello {name}\n  formerly: [Hai]\n  note: for tests\n"
    )
    (tmp_path / "a.yaml").write_text(written, encoding="utf-8")
    assert all_faults(tmp_path) == []


def test_broken_yaml_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("ask: [", encoding="utf-8")
    assert [(fault.file, fault.key) for fault in all_faults(tmp_path)] == [("a.yaml", "")]


def test_lines_are_counted_as_they_wrap() -> None:
    assert lines_on_screen("satu") == 1
    assert lines_on_screen("a" * 38) == 1
    assert lines_on_screen("a " * 20) == 2
    assert lines_on_screen("<b>a</b>\n\nb") == 3


def test_fault_names_file_and_key() -> None:
    assert str(Fault("a.yaml", "ask_a", "en: is missing")) == "a.yaml: ask_a: en: is missing"


def test_no_text_of_ours_has_a_fault() -> None:
    assert list(map(str, all_faults())) == []
