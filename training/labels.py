"""The labels of the name head and what each corpus's types say about them.

A corpus that tells fewer types apart than we do gives sets of labels: any label of the set is right, so that corpora with
different schemes help and do not fight (Greenberg et al. 2018, "Marginal likelihood training of BiLSTM-CRF").
"""

from __future__ import annotations

import re

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

# The nouns that make a corpus's LOCATION a FACILITY: one corpus alone tells the two apart, with few examples.
FACILITY_NOUNS = frozenset(
    "airport airfield airbase station stadium arena bridge tunnel dam canal harbour harbor port hospital clinic hotel resort museum "
    "library gallery theatre theater cathedral church mosque temple synagogue monastery abbey shrine palace castle fort tower "
    "building hall mall plaza prison jail barracks highway expressway motorway freeway road street avenue boulevard lane pipeline "
    "reactor refinery plant factory racecourse circuit zoo cemetery observatory restaurant cafe market".split()
)

# "F-16", "Su-27", "Boeing 747": a name of letters and a number, but no year.
_DESIGNATION = re.compile(r"(?=.*[A-Za-z])(?!.*\b(1[89]|20)\d\d\b).*(\b[A-Z][A-Za-z]{0,3}-?\d{1,3}[A-Z]{0,2}|\b[A-Z][a-z]+ \d{2,3})$")

# Offices and forms of address that stand before a person's name and are no part of it.
TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady president vice-president vice premier chancellor minister secretary "
    "senator sen representative rep congressman congresswoman governor gov mayor judge justice chief king queen prince princess "
    "emperor pope cardinal doctor mlle mme archbishop bishop reverend rev father sister brother rabbi imam sheikh general gen colonel "
    "col major captain capt lieutenant lt sergeant sgt admiral commander corporal private ambassador envoy spokesman spokeswoman "
    "spokesperson director chairman chairwoman chair ceo officer leader coach manager editor author detective inspector attorney mom "
    "mum dad daddy grandma grandpa uncle aunt".split()
)


def own_type(name: str, type_: str, coarse: bool) -> str:
    """A corpus's type of a name, more exactly where the name itself tells: an event by its noun, in a coarse scheme also a facility
    by its noun and a product by its number.
    """
    words = name.lower().split()
    if type_ == "MISC" and len(words) > 1 and not EVENT_NOUNS.isdisjoint(words):
        return "EVENT"
    if coarse and type_ == "LOCATION" and is_facility(name):
        return "FACILITY"
    return "PRODUCT" if coarse and type_ == "MISC" and _DESIGNATION.match(name) else type_


def is_facility(name: str) -> bool:
    """Whether a place's name says that it was built: its last word, or the last before "of", is a noun of buildings and works."""
    words = name.lower().split()
    if "of" in words[1:]:
        return words[words.index("of", 1) - 1] in FACILITY_NOUNS
    return len(words) > 1 and words[-1] in FACILITY_NOUNS


def allowed(type_: str, tag: str, scheme: dict[str, tuple[str, ...]]) -> tuple[int, ...]:
    """The ids of the labels that a word tagged `tag` ("B" or "I") of a type may have; a type of ours that the scheme lacks is itself."""
    return tuple(LABEL_IDS[f"{tag}-{ours}"] for ours in scheme.get(type_, (type_,)))


def permitted(before: int, after: int) -> bool:
    """Whether label `after` may follow label `before`: an I only after a B or I of its type (BIO-2)."""
    return not LABELS[after].startswith("I-") or LABELS[before][1:] == LABELS[after][1:]
