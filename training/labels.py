"""The labels of the name head and what each corpus's types say about them.

A corpus that tells fewer types apart than we do gives sets of labels: any label of the set is right, so that corpora with
different schemes help and do not fight (Greenberg et al. 2018, "Marginal likelihood training of BiLSTM-CRF").
"""

from __future__ import annotations

TYPES = ("PERSON", "ORGANIZATION", "LOCATION", "FACILITY", "NORP", "PRODUCT", "EVENT", "MISC")
LABELS = ("O",) + tuple(f"{tag}-{type_}" for type_ in TYPES for tag in "BI")
LABEL_IDS = {label: i for i, label in enumerate(LABELS)}

# A corpus's type → the types of ours that it may be; a type that is not listed is no name of ours.
FINE = {type_: (type_,) for type_ in TYPES} | {"MISC": ("MISC", "EVENT")}
COARSE = {
    "PERSON": ("PERSON",),
    "ORGANIZATION": ("ORGANIZATION",),
    "LOCATION": ("LOCATION", "FACILITY"),
    "MISC": ("NORP", "PRODUCT", "EVENT", "MISC"),
}
WITH_EVENTS = COARSE | {"EVENT": ("EVENT",), "MISC": ("NORP", "PRODUCT", "MISC")}

# The days and months that some corpora label among their MISC: calendar words are no names here.
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december".split()
)


def allowed(type_: str, tag: str, scheme: dict[str, tuple[str, ...]]) -> tuple[int, ...]:
    """The ids of the labels that a word tagged `tag` ("B" or "I") of a corpus's type may have."""
    return tuple(LABEL_IDS[f"{tag}-{ours}"] for ours in scheme[type_])


def permitted(before: int, after: int) -> bool:
    """Whether label `after` may follow label `before`: an I only after a B or I of its type (BIO-2)."""
    return not LABELS[after].startswith("I-") or LABELS[before][1:] == LABELS[after][1:]
