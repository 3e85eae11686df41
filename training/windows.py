"""Documents → windows of whole sentences → batches of tensors."""

from __future__ import annotations

import random
from dataclasses import dataclass

import torch
from torch import Tensor

from training.corpora import Document
from training.labels import LABELS

CLS, SEP, PAD = 101, 102, 0


@dataclass
class Window:
    """Some consecutive words of a document."""

    document: Document
    first: int
    """Its first word."""
    last: int
    """One past its last word."""
    pieces: int
    """How many pieces it has, the two special ones included."""


def pack(document: Document, capacity: int, first_capacity: int | None = None) -> list[Window]:
    """Cuts a document into windows of whole sentences of at most `capacity` pieces.

    A sentence longer than a window is cut between words. `first_capacity`, when given, is the first window's capacity:
    drawn anew each epoch, it shows the model every sentence in changing company.
    """
    windows: list[Window] = []
    first, size, room = 0, 2, first_capacity or capacity

    def close(end: int) -> None:
        nonlocal first, size, room
        if end > first:
            windows.append(Window(document, first, end, size))
        first, size, room = end, 2, capacity

    for start, end in document.sentences:
        length = sum(len(word) for word in document.pieces[start:end])
        if size + length > room:
            close(start)
        for word in range(start, end):
            if size + len(document.pieces[word]) > room:
                close(word)
            size += len(document.pieces[word])
    close(len(document.words))
    return windows


UNKNOWN = -100
"""The target of a word that the corpus does not tell."""


@dataclass
class Batch:
    """Windows of equal length after padding."""

    windows: list[Window]
    pieces: Tensor
    """[windows, pieces] ids."""
    shapes: Tensor
    """[windows, pieces] shape codes."""
    mask: Tensor
    """[windows, pieces] 1 for a real piece."""
    starts: Tensor
    """[words, 2] for each word of the windows in order: its window and its first piece."""
    labels: Tensor
    """[words, labels] whether the corpus allows the label."""
    parts: Tensor
    """[words] index into PART_LABELS, or UNKNOWN."""


def tensors(windows: list[Window]) -> Batch:
    """A batch of windows."""
    length = max(window.pieces for window in windows)
    pieces = torch.full((len(windows), length), PAD)
    shapes = torch.zeros((len(windows), length), dtype=torch.long)
    mask = torch.zeros((len(windows), length), dtype=torch.long)
    starts, allowed, parts = [], [], []
    for row, window in enumerate(windows):
        parts += part_targets(window)
        ids, codes = [CLS], [0]
        for word in range(window.first, window.last):
            starts.append((row, len(ids)))
            allowed.append(window.document.labels[word])
            ids.extend(id_ for id_, _ in window.document.pieces[word])
            codes.extend(code for _, code in window.document.pieces[word])
        ids.append(SEP)
        codes.append(0)
        pieces[row, : len(ids)] = torch.tensor(ids)
        shapes[row, : len(ids)] = torch.tensor(codes)
        mask[row, : len(ids)] = 1
    labels = torch.zeros((len(allowed), len(LABELS)), dtype=torch.bool)
    rows = [row for row, ids in enumerate(allowed) for _ in ids]
    labels[rows, [id_ for ids in allowed for id_ in ids]] = True
    return Batch(windows, pieces, shapes, mask, torch.tensor(starts), labels, torch.tensor(parts))


def part_targets(window: Window) -> list[int]:
    """What each word of a window is in an attribution."""
    if window.document.parts is None:
        return [UNKNOWN] * (window.last - window.first)
    return window.document.parts[window.first : window.last]


def batches(windows: list[Window], budget: int, shuffle: random.Random | None = None) -> list[Batch]:
    """Groups windows of like length into batches of at most `budget` pieces, padding included."""
    if shuffle:
        shuffle.shuffle(windows)
    ordered = sorted(windows, key=lambda window: window.pieces)
    groups: list[list[Window]] = [[]]
    for window in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * window.pieces > budget:
            groups.append([])
        groups[-1].append(window)
    if shuffle:
        shuffle.shuffle(groups)
    return [tensors(group) for group in groups if group]
