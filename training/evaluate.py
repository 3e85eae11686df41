"""Names found by an encoder against gold: F1 by corpus and type, on gold text and the service's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

import torch
from torch import Tensor

from training import decode
from training.attributions import PART_LABELS, PARTS
from training.corpora import Document
from training.labels import TYPES
from training.windows import Batch, batches, pack

COMMON = ("PERSON", "ORGANIZATION", "LOCATION")
"""The types that every corpus has; FACILITY counts as LOCATION."""



class Scores(NamedTuple):
    """What the heads say of some words."""

    names: Tensor
    """[words, labels]"""
    parts: Tensor
    """[words, part labels]"""

    def of(self, words: slice) -> Scores:
        """The scores of some of the words."""
        return Scores(self.names[words], self.parts[words])


Scorer = Callable[[Batch], Scores]
"""A batch → scores of each of its words."""


def predict(documents: Iterable[Document], score: Scorer, capacity: int) -> list[tuple[Document, int, Scores]]:
    """Scores of every window: its document, its first word and the scores of its words."""
    windows = [window for document in documents for window in pack(document, capacity)]
    found = []
    for batch in batches(windows, budget=4096):
        scores = score(batch)
        at = 0
        for window in batch.windows:
            length = window.last - window.first
            found.append((window.document, window.first, scores.of(slice(at, at + length))))
            at += length
    return found


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without a leading article, a closing possessive and marks at its ends, which do not count."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    for article in ("the ", "a ", "an "):
        if text[start:].lower().startswith(article) and start + len(article) < end:
            start += len(article)
    return start, end - 2 if text[start:end].lower().endswith(("'s", "’s")) else end


def figures(documents: list[Document], score: Scorer, capacity: int = 192) -> dict[str, float]:
    """F1 in percent: "ALL" over the common types with FACILITY counted as LOCATION, "TYPES" over all types that the corpus labels,
    and each of these.
    """
    labelled = {t for d in documents for _, _, t in d.entities}
    gold = {(id(d), *edges(d.text, s, e), t) for d in documents for s, e, t in d.entities}
    found = set()
    for document, first, scores in predict(documents, score, capacity):
        for start, end, type_ in decode.names(decode.viterbi(scores.names)):
            span = document.words[first + start][0], document.words[first + end - 1][1]
            found.add((id(document), *edges(document.text, *span), as_labelled(type_, labelled)))
    common = [{(*x[:3], _place(x[3])) for x in xs if _place(x[3]) in COMMON} for xs in (gold, found)]
    result = {"ALL": _f1(*common), "TYPES": _f1(*({x for x in xs if x[3] in TYPES and x[3] in labelled} for xs in (gold, found)))}
    for type_ in TYPES:
        if type_ in labelled:
            result[type_] = _f1(*({x for x in xs if x[3] == type_} for xs in (gold, found)))
    return result


def part_figures(documents: list[Document], score: Scorer, capacity: int = 192) -> dict[str, float]:
    """F1 in percent of the words of each part of attributions, by each word's likeliest label."""
    result = {}
    right, gold, found = Counter(), Counter(), Counter()
    for document, first, scores in predict(documents, score, capacity):
        likeliest = scores.parts.argmax(-1).tolist()
        for label, wanted in zip(likeliest, document.parts[first : first + len(likeliest)], strict=True):
            label, wanted = PART_LABELS[label][2:], PART_LABELS[wanted][2:]
            gold[wanted] += 1
            found[label] += 1
            right[label] += label == wanted
    for part in PARTS:
        result[part] = round(200 * right[part] / max(1, gold[part] + found[part]), 2)
    return result


def as_labelled(type_: str, labelled: set[str]) -> str:
    """The type that a corpus with these types calls a name of one of ours."""
    if type_ in labelled:
        return type_
    return "LOCATION" if type_ == "FACILITY" else "MISC"


def _place(type_: str) -> str:
    return "LOCATION" if type_ == "FACILITY" else type_


def _f1(gold: set, found: set) -> float:
    return round(200 * len(gold & found) / max(1, len(gold) + len(found)), 2)


def scorer(encoder: torch.nn.Module, bfloat16: bool = False) -> Scorer:
    """Scores by the PyTorch encoder; in bfloat16 half as long, and near enough to follow a training."""

    @torch.inference_mode()
    def score(batch: Batch) -> Scores:
        encoder.eval()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            vectors = encoder(batch.pieces, batch.shapes, batch.mask)[batch.starts[:, 0], batch.starts[:, 1]]
            return Scores(encoder.names(vectors).float(), encoder.parts(vectors).float())

    return score
