"""Articles without gold names, labelled by encoders that are trained already (self-training).

The labels that together hold nearly all of the teacher's probability are those that a word may have: where the teacher is sure, it
teaches one label; where it is not, it leaves open what it leaves open, and the loss of sets takes both.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.corpora import Document
from training.encoder import Encoder
from training.evaluate import Scorer, predict, scorer
from training.labels import LABELS
from training.windows import Batch

COVERED = 0.95
"""How much probability the allowed labels hold at least."""


def ensemble(checkpoints: Sequence[Path]) -> Scorer:
    """Scores whose probabilities are the mean of some trained encoders' probabilities."""
    scorers = []
    for checkpoint in checkpoints:
        encoder = Encoder(len(LABELS))
        encoder.load_state_dict(torch.load(checkpoint, weights_only=True)["encoder"])
        scorers.append(scorer(encoder))

    def score(batch: Batch) -> Tensor:
        return torch.stack([torch.softmax(score(batch).float(), -1) for score in scorers]).mean(0).log()

    return score


def teach(documents: list[Document], score: Scorer, capacity: int) -> None:
    """Fills the documents' labels with what the teacher leaves open for each word."""
    for document in documents:
        document.labels = [tuple(range(len(LABELS)))] * len(document.words)
    for document, first, scores in predict(documents, score, capacity):
        probabilities, order = torch.softmax(scores.float(), -1).sort(-1, descending=True)
        kept = (probabilities.cumsum(-1) < COVERED).sum(-1) + 1
        for word, (labels, count) in enumerate(zip(order.tolist(), kept.tolist(), strict=True), first):
            document.labels[word] = tuple(labels[:count])
