"""Scores of words → names: the best label sequence that BIO permits, as `extract/names.rs` finds it."""

from __future__ import annotations

import torch
from torch import Tensor

from training.labels import LABELS, permitted

_FORBIDDEN = torch.tensor(
    [[0.0 if permitted(before, after) else -1e9 for after in range(len(LABELS))] for before in range(len(LABELS))]
)


def viterbi(scores: Tensor) -> list[int]:
    """The permitted label sequence with the highest sum of log-probabilities for scores [words, labels]."""
    logs = torch.log_softmax(scores.float(), dim=-1)
    best = logs[0].clone()
    best[[i for i, label in enumerate(LABELS) if label.startswith("I-")]] = -1e9
    back = []
    for row in logs[1:]:
        best, origin = (best[:, None] + _FORBIDDEN).max(dim=0)
        best = best + row
        back.append(origin)
    path = [int(best.argmax())]
    for origin in reversed(back):
        path.append(int(origin[path[-1]]))
    return path[::-1]


def names(labels: list[int]) -> list[tuple[int, int, str]]:
    """Runs of BIO labels → names: first word, one past the last, type."""
    found: list[tuple[int, int, str]] = []
    for word, id_ in enumerate(labels):
        tag, _, type_ = LABELS[id_].partition("-")
        if tag == "B":
            found.append((word, word + 1, type_))
        elif tag == "I" and found and found[-1][1] == word:
            found[-1] = (found[-1][0], word + 1, found[-1][2])
    return found
