"""Whether pronouns are mentions of whom they mean: a check by hand of those in `pronouns.jsonl`."""

from __future__ import annotations

import json
from pathlib import Path

CHECKED = Path(__file__).resolve().parent / "pronouns.jsonl"
"""Article, span of the pronoun in code points, and a name's span of whom it means; none for what has no name."""


def right(gold: Path, answers: Path) -> tuple[int, int]:
    """How many of the checked pronouns are decided as by hand, and how many there are.

    Right is one whose entity has a mention over the name, and, of what has no name, one that is no entity's mention.
    """
    articles, documents = ([json.loads(line) for line in path.open(encoding="utf8")] for path in (gold, answers))
    entities = {
        article["id"]: [spans(entity) for entity in answer.get("document", answer).get("entities", [])]
        for article, answer in zip(articles, documents, strict=True)
    }
    checked = [json.loads(line) for line in CHECKED.open(encoding="utf8")]
    return sum(agrees(entities[check["id"]], check["pronoun"], check["antecedent"]) for check in checked), len(checked)


def spans(entity: dict) -> list[list[int]]:
    """The spans of an entity's mentions in the text."""
    return [[m["span"].get("start", 0), m["span"]["end"]] for m in entity["mentions"] if not m["span"].get("inTitle")]


def agrees(entities: list[list[list[int]]], pronoun: list[int], name: list[int] | None) -> bool:
    """Whether the entity that a pronoun mentions is the one of a name; of no name, whether there is none."""
    meant = [mentions for mentions in entities if pronoun in mentions]
    if name is None:
        return not meant
    return any(start < name[1] and name[0] < end for mentions in meant for start, end in mentions)
