"""Which choices of an anaphor are right, and what is learned from them."""

from __future__ import annotations

import pytest

# The learning needs the trainer's packages, which `make train` installs and the tests do not.
pytest.importorskip("torch")

from training.antecedents import Anaphor, Read, judged, learn

TEXT = "Ann Lee met Bo Ray. She left."


def mention(start: int, end: int, cluster: str, *, pron: bool = False) -> dict:
    return {"span": [start, end], "head": [start, end], "cluster": cluster, "named": not pron, "pron": pron}


def test_the_entity_of_the_same_cluster_is_right() -> None:
    article = {"text": TEXT, "genre": "news", "mentions": [mention(0, 7, "1"), mention(12, 18, "2"), mention(20, 23, "1", pron=True)]}
    found = {"span": [20, 23], "head": [20, 23], "group": 0, "choices": [[None, [0]], [0, [1]], [1, [2]]], "best": 1}
    answer = {"entities": [{"mentions": [[0, 7]]}, {"mentions": [[12, 18]]}], "anaphors": [found]}
    assert [anaphor.right for anaphor in judged(article, answer)] == [[False, True, False]]
    article["mentions"][2]["cluster"] = "3"
    assert [anaphor.right for anaphor in judged(article, answer)] == [[True, False, False]]


def test_what_is_right_comes_to_weigh_more() -> None:
    anaphors = [Anaphor(0, [[0], [1], [2]], [False, True, False], 0, 1.0)] * 20
    weights = learn(Read(["he or she"], ["none", "nearest", "farther"], anaphors))["he or she"]
    assert weights["nearest"] > 0 > weights["farther"]
