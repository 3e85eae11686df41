"""Attribution corpora → for each word its part; `joining.py` learns which parts belong together.

PolNeAR (Newell et al. 2018) marks who said what: a source, a cue and a content, each of one or several spans, hardly ever nested.
"""

from __future__ import annotations

from bisect import bisect_left

PARTS = ("CUE", "SOURCE", "CONTENT")
PART_LABELS = ("O", *(f"{tag}-{part}" for part in PARTS for tag in "BI"))
"""What a word may be in an attribution: outside, or the first or a later word of a part's span."""


def part_labels(words: list[tuple[int, int]], gold: list[dict]) -> list[int]:
    """For each of a document's words the index into PART_LABELS."""
    labels = [0] * len(words)
    for attribution in gold:
        # The cue last, so that a word of several parts is the cue's.
        for part in ("content", "source", "cue"):
            begin = 1 + 2 * PARTS.index(part.upper())
            for span in attribution[part]:
                for index, word in enumerate(covered(words, *span)):
                    labels[word] = begin if index == 0 else begin + 1
    return labels


def covered(words: list[tuple[int, int]], start: int, end: int) -> range:
    """The words that a span overlaps."""
    first = bisect_left(words, start + 1, key=lambda word: word[1])
    return range(first, max(first, bisect_left(words, end, key=lambda word: word[0])))
