"""Whether confidences mean what they say: of the names with a confidence of 0.8, eight in ten should be right."""

from __future__ import annotations

import json
from pathlib import Path

BINS = 10


def error(corpora: list[list[tuple[float, bool]]]) -> tuple[float, list[tuple[float, float, float]]]:
    """Expected calibration error (Naeini et al. 2015) over bins of equal width, every corpus weighing the same; and each bin that is
    not empty: its mean confidence, the share of it that is right, and its share of the names.

    A corpus is its names' confidences and whether each is right.
    """
    sums = [[0.0, 0.0, 0.0] for _ in range(BINS)]
    for names in corpora:
        for confidence, right in names:
            weight = 1 / len(names) / len(corpora)
            cell = sums[min(int(confidence * BINS), BINS - 1)]
            for index, value in enumerate((weight, weight * confidence, weight * right)):
                cell[index] += value
    filled = [cell for cell in sums if cell[0] > 0]
    return sum(abs(cell[1] - cell[2]) for cell in filled), [(cell[1] / cell[0], cell[2] / cell[0], cell[0]) for cell in filled]


def judged(gold: Path, answers: Path) -> list[tuple[float, bool]]:
    """The confidence of each name in the answers, and whether a gold name has its span and type.

    A type that the corpus does not label counts as its coarser one; where it has none, the name is neither right nor wrong.
    """
    articles, documents = ([json.loads(line) for line in path.open(encoding="utf8")] for path in (gold, answers))
    labelled = {type_ for article in articles for _, _, type_ in article["entities"]}
    names = []
    for article, answer in zip(articles, documents, strict=True):
        text = article["text"]
        right = {edges(text, start, end): type_ for start, end, type_ in article["entities"]}
        for entity in answer.get("document", answer).get("entities", []):
            type_ = as_labelled(entity["type"].rsplit("_", 1)[-1], labelled)
            for mention in entity["mentions"] if type_ else ():
                span = mention["span"]
                if mention.get("kind", "MENTION_KIND_NAME") == "MENTION_KIND_NAME" and not span.get("inTitle"):
                    found = right.get(edges(text, span.get("start", 0), span["end"]))
                    names.append((mention.get("confidence", 0.0), found == type_))
    return names


def as_labelled(type_: str, labelled: set[str]) -> str | None:
    """The type that a corpus with these types calls a name of one of ours; none where it has no word for it."""
    coarser = "LOCATION" if type_ == "FACILITY" else "MISC"
    return next((known for known in (type_, coarser) if known in labelled), None)


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without a leading article, a closing possessive and marks at its ends, which do not count (as in score.py)."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    for article in ("the ", "a ", "an "):
        if text[start : start + len(article)].lower() == article and start + len(article) < end:
            start += len(article)
    return start, end - 2 if text[start:end].lower().endswith(("'s", "’s")) else end
