"""A coreference corpus's named mentions → the labels that each word may have.

Such a corpus marks whole noun phrases and nests them; it says which are named, not where the name in them begins, and it leaves out
names that only modify ("Russian troops"). What it says for certain becomes a label, what it leaves open a set of labels.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from training.labels import LABEL_IDS, LABELS, TITLES, is_facility

OPEN = tuple(i for i, label in enumerate(LABELS) if label[2:] in ("", "NORP", "PRODUCT", "EVENT", "MISC"))
"""What a capitalised word outside the named mentions may be."""
ANY = tuple(range(len(LABELS)))
OUTSIDE = (LABEL_IDS["O"],)

# Lower-case words that a name may hold inside.
_PARTICLES = frozenset("of the and for de del della der den di da du la le van von bin ibn al el".split())
_GROUP = re.compile(r"\w+(s|ese|ish|men|an|ic|i)$")


def allowed_labels(text: str, words: list[tuple[int, int]], mentions: Iterable[dict]) -> list[tuple[int, ...]]:
    """For each word the ids of the labels that it may have."""
    surface = [text[start:end] for start, end in words]
    common = {word for word in surface if word.islower()}
    labels = [OPEN if word[0].isupper() and word.lower() not in common else OUTSIDE for word in surface]
    named = [m for m in mentions if m.get("named")]
    places = {text[slice(*m["head"])] for m in named if m["type"] == "place"}
    names: list[tuple[int, int]] = []
    taken = [False] * len(words)
    for mention in sorted(named, key=lambda m: m["span"][0] - m["span"][1]):
        first, last = _words_of(words, *mention["span"])
        types = _types(mention["type"], text[slice(*mention["head"])], places)
        name = _name(surface, mention["type"], first, last) if types else None
        if name is None:
            for word in range(first, last):
                if not taken[word] and surface[word][0].isupper():
                    labels[word] = ANY
        elif not any(taken[slice(*name)]):
            for word in range(*name):
                tag = "B" if word == name[0] else "I"
                labels[word] = tuple(LABEL_IDS[f"{tag}-{type_}"] for type_ in types)
                taken[word] = True
            names.append(name)
    # "Durham" in "Durham University, United Kingdom" is a mention of its own there, and part of a name for us.
    for first, last in names:
        if ANY in labels[max(0, first - 1) : first] + labels[last : last + 1]:
            labels[first:last] = [ANY] * (last - first)
    return labels


def _types(theirs: str, name: str, places: set[str]) -> tuple[str, ...]:
    """The types of ours that a mention of the corpus's type may have; none when it may be anything."""
    if theirs == "person":
        # "Muslims", "the French": the corpus has no type of its own for groups.
        return ("PERSON", "NORP") if " " not in name and _GROUP.match(name) else ("PERSON",)
    if theirs == "organization":
        # A country that acts is an organization there, and a place for us.
        return ("ORGANIZATION", "LOCATION") if name in places else ("ORGANIZATION",)
    if theirs == "place":
        return ("FACILITY",) if is_facility(name) else ("LOCATION", "FACILITY")
    return ("EVENT",) if theirs == "event" else ()


def _name(surface: list[str], type_: str, first: int, last: int) -> tuple[int, int] | None:
    """The words of the name itself, first and one past the last, where the mention leaves no doubt of them."""
    if last > first and surface[last - 1] in ("'s", "’s", "'", "’"):
        last -= 1
    definite = False
    while first < last and surface[first].lower() in ("the", "a", "an"):
        definite = True
        first += 1
    if type_ == "person":
        titles = [i for i in range(first, last) if surface[i].lower().rstrip(".") in TITLES]
        first = titles[-1] + 1 if titles else first
        if definite or last - first > 4 or any(word.lower() in ("the", "and", "for") for word in surface[first:last]):
            return None
    words = surface[first:last]
    # "The Court", "the Academy" name what the article has named before.
    if not words or (definite and len(words) == 1 and type_ != "place"):
        return None
    clean = all(word[0].isupper() or word.lower() in _PARTICLES or word in ("-", "–", "&", ".", "'", "’") for word in words)
    return (first, last) if words[0][0].isupper() and words[-1][0].isupper() and clean else None


def _words_of(words: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The range of the words that lie in a span."""
    first = bisect_left(words, start, key=lambda word: word[0])
    return first, max(first, bisect_right(words, end, key=lambda word: word[1]))
