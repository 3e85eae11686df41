"""What a coreference corpus's named mentions become: sure names, open words, and words that may be anything."""

from __future__ import annotations

import re

import pytest

from training.labels import LABELS
from training.mentions import ANY, OPEN, OUTSIDE, allowed_labels


def mention(text: str, phrase: str, type_: str, head: str = "") -> dict:
    """A named mention of the phrase's first place in the text."""
    start, at = text.index(phrase), text.index(head or phrase)
    return {"span": [start, start + len(phrase)], "head": [at, at + len(head or phrase)], "type": type_, "named": True}


def read(text: str, *mentions: dict) -> dict[str, str]:
    """How each word with a capital reads: its labels, "open" or "any"."""
    words = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    names = {OUTSIDE: "O", OPEN: "open", ANY: "any"}
    shown = [names.get(ids) or "|".join(LABELS[id_] for id_ in ids) for ids in allowed_labels(text, words, mentions)]
    return {text[s:e]: label for (s, e), label in zip(words, shown, strict=True) if text[s].isupper()}


CASES = [
    ("we met Ann Lee today", [("Ann Lee", "person")], {"Ann": "B-PERSON", "Lee": "I-PERSON"}),
    ("we met Mayor Ann Lee today", [("Mayor Ann Lee", "person")], {"Mayor": "open", "Ann": "B-PERSON", "Lee": "I-PERSON"}),
    ("we met the Home Secretary", [("the Home Secretary", "person")], {"Home": "any", "Secretary": "any"}),
    ("most Muslims left", [("Muslims", "person")], {"Muslims": "B-PERSON|B-NORP"}),
    ("in the Ostend Airport", [("the Ostend Airport", "place")], {"Ostend": "B-FACILITY", "Airport": "I-FACILITY"}),
    ("the Court ruled", [("the Court", "organization")], {"Court": "any"}),
    ("the Danish navy and Ghent", [("Ghent", "place")], {"Danish": "open", "Ghent": "B-LOCATION|B-FACILITY"}),
    (
        "at Durham University, England",
        [("Durham University, England", "organization"), ("Durham", "place")],
        {"Durham": "any", "University": "any", "England": "any"},
    ),
    ("She left, and she said so", [], {"She": "O"}),
    ("a Leopard was sold", [("a Leopard", "object")], {"Leopard": "any"}),
]


@pytest.mark.parametrize(("text", "mentions", "expected"), CASES)
def test_mentions_say_what_is_certain(text: str, mentions: list[tuple[str, str]], expected: dict[str, str]) -> None:
    assert read(text, *(mention(text, *named) for named in mentions)) == expected


def test_a_country_that_acts_may_be_a_place() -> None:
    text = "Chad voted; in Chad it rained"
    acting = {"span": [0, 4], "head": [0, 4], "type": "organization", "named": True}
    place = {"span": [15, 19], "head": [15, 19], "type": "place", "named": True}
    words = [(0, 4), (15, 19)]
    assert [LABELS[id_] for id_ in allowed_labels(text, words, [acting, place])[0]] == ["B-ORGANIZATION", "B-LOCATION"]
