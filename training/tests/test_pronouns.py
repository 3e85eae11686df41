"""When a pronoun counts as decided rightly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

import pronouns

ANN, BO = [[0, 7], [20, 23]], [[10, 16]]


@pytest.mark.parametrize(
    ("pronoun", "name", "right"),
    [
        ([20, 23], [0, 3], True),
        ([20, 23], [10, 16], False),
        ([20, 23], None, False),
        ([30, 32], None, True),
        ([30, 32], [0, 3], False),
    ],
)
def test_a_pronoun_is_right_with_the_entity_of_the_name(pronoun: list[int], name: list[int] | None, right: bool) -> None:
    assert pronouns.agrees([ANN, BO], pronoun, name) == right
