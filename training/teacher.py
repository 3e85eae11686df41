"""Articles without gold names, labelled by the encoder that has learned the names already (self-training).

The labels that together hold nearly all of the teacher's probability are those that a word may have: where the teacher is sure, it
teaches one label; where it is not, it leaves open what it leaves open, and the loss of sets takes both.
"""

from __future__ import annotations

import torch

from training.corpora import Document
from training.evaluate import Scorer, predict

COVERED = 0.95
"""How much probability the allowed labels hold at least."""


def teach(documents: list[Document], score: Scorer, capacity: int) -> None:
    """Fills the documents' labels with what the teacher leaves open for each word."""
    for document, first, scores in predict(documents, score, capacity):
        probabilities, order = torch.softmax(scores.names.float(), -1).sort(-1, descending=True)
        kept = (probabilities.cumsum(-1) < COVERED).sum(-1) + 1
        for word, (labels, count) in enumerate(zip(order.tolist(), kept.tolist(), strict=True), first):
            document.labels[word] = tuple(labels[:count])
