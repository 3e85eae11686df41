"""The labels of the name head and what each corpus's types say about them.

A corpus that tells fewer types apart than we do gives sets of labels: any label of the set is right, so that corpora with
different schemes help and do not fight (Greenberg et al. 2018, "Marginal likelihood training of BiLSTM-CRF").
"""

from __future__ import annotations

TYPES = ("PERSON", "ORGANIZATION", "LOCATION", "FACILITY", "NORP", "PRODUCT", "EVENT", "MISC")
LABELS = ("O",) + tuple(f"{tag}-{type_}" for type_ in TYPES for tag in "BI")
LABEL_IDS = {label: i for i, label in enumerate(LABELS)}

# A corpus's type → the types of ours that it may be; a type that is not listed is no name of ours.
FINE = {type_: (type_,) for type_ in TYPES}
COARSE = {
    "PERSON": ("PERSON",),
    "ORGANIZATION": ("ORGANIZATION",),
    "LOCATION": ("LOCATION", "FACILITY"),
    "EVENT": ("EVENT",),
    "MISC": ("NORP", "PRODUCT", "MISC"),
}

# The days and months that some corpora label among their MISC: calendar words are no names here.
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december".split()
)

# The nouns that make a corpus's MISC an EVENT: only one corpus labels events, and left to choose, the model would call every MISC one.
EVENT_NOUNS = frozenset(
    "war wars battle siege uprising revolution revolt rebellion coup massacre genocide holocaust earthquake hurricane typhoon cyclone "
    "storm tsunami election elections referendum primary primaries summit conference congress convention forum olympics olympiad games "
    "cup championship championships tournament league marathon prix derby bowl playoffs festival biennale expo exhibition fair parade "
    "intifada crusade offensive operation pandemic".split()
)


def own_type(name: str, type_: str) -> str:
    """A corpus's type of a name, with events told from its MISC by their nouns."""
    words = name.lower().split()
    return "EVENT" if type_ == "MISC" and len(words) > 1 and not EVENT_NOUNS.isdisjoint(words) else type_


def allowed(type_: str, tag: str, scheme: dict[str, tuple[str, ...]]) -> tuple[int, ...]:
    """The ids of the labels that a word tagged `tag` ("B" or "I") of a corpus's type may have."""
    return tuple(LABEL_IDS[f"{tag}-{ours}"] for ours in scheme[type_])


def permitted(before: int, after: int) -> bool:
    """Whether label `after` may follow label `before`: an I only after a B or I of its type (BIO-2)."""
    return not LABELS[after].startswith("I-") or LABELS[before][1:] == LABELS[after][1:]
