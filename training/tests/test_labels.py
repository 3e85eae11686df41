"""What a corpus's gold names become: the labels that each word may have."""

from __future__ import annotations

import re

import pytest

from training.corpora import Document, label, parted
from training.labels import COARSE, FINE, LABEL_IDS, LABELS, own_type, permitted


def document(text: str, *names: tuple[str, str]) -> Document:
    """A document of words at blanks and marks, with the first of each name as an entity."""
    words = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    entities = [(text.index(name), text.index(name) + len(name), type_) for name, type_ in names]
    return Document(text, words, [(0, len(words))], [[(0, 0)] for _ in words], entities)


def labels(made: Document) -> dict[str, set[str]]:
    """The labels of each word that may be no outside one."""
    named = zip(made.words, made.labels, strict=True)
    return {made.text[s:e]: {LABELS[id_] for id_ in ids} for (s, e), ids in named if ids != (LABEL_IDS["O"],)}


@pytest.mark.parametrize(
    ("name", "type_", "coarse", "expected"),
    [
        ("Harbour Cup", "MISC", True, "EVENT"),
        ("Harbour Cup", "MISC", False, "EVENT"),
        ("Cup", "MISC", True, "MISC"),
        ("Ostend Airport", "LOCATION", True, "FACILITY"),
        ("Port of Ostend", "LOCATION", True, "FACILITY"),
        ("Ostend Airport", "LOCATION", False, "LOCATION"),
        ("Airport", "LOCATION", True, "LOCATION"),
        ("Su-27", "MISC", True, "PRODUCT"),
        ("Boeing 747", "MISC", True, "PRODUCT"),
        ("Ostend 2024", "MISC", True, "MISC"),
        ("Belgian", "MISC", True, "MISC"),
    ],
)
def test_a_name_tells_its_type(name: str, type_: str, coarse: bool, expected: str) -> None:
    assert own_type(name, type_, coarse) == expected


def test_a_coarse_type_leaves_open_what_it_does_not_say() -> None:
    made = document("Ann met the Danish in Ghent", ("Ann", "PERSON"), ("Danish", "MISC"), ("Ghent", "LOCATION"))
    label(made, COARSE)
    assert labels(made) == {
        "Ann": {"B-PERSON"},
        "Danish": {"B-NORP", "B-PRODUCT", "B-MISC"},
        "Ghent": {"B-LOCATION", "B-FACILITY"},
    }


def test_a_type_that_is_no_name_of_ours_is_outside() -> None:
    made = document("Ann paid 5 on Monday", ("5", "MONEY"), ("Ann", "PERSON"), ("Monday", "MISC"))
    label(made, FINE)
    assert labels(made) == {"Ann": {"B-PERSON"}}


def test_a_town_and_its_country_are_two_places() -> None:
    made = document("In Ghent, Belgium, Ann left", ("Ghent, Belgium", "LOCATION"))
    assert [made.text[start:end] for start, end, _ in parted(made)] == ["Ghent", "Belgium"]
    label(made, FINE)
    assert labels(made) == {"Ghent": {"B-LOCATION"}, "Belgium": {"B-LOCATION"}}


def test_an_inside_follows_its_own_type_only() -> None:
    allowed = {(LABELS[a], LABELS[b]) for a in range(len(LABELS)) for b in range(len(LABELS)) if permitted(a, b)}
    assert ("B-PERSON", "I-PERSON") in allowed and ("I-PERSON", "I-PERSON") in allowed
    assert not {("O", "I-PERSON"), ("B-LOCATION", "I-PERSON"), ("I-LOCATION", "I-PERSON")} & allowed
