"""Articles made of the sentences written for this project (`sentences.txt`), filled from `lists.txt`."""

from __future__ import annotations

import random
import re
from pathlib import Path

from training.variants import countries, person_names, places

_FOLDER = Path(__file__).resolve().parent
_SLOT = re.compile(r"\{(\w+)\}")
_NAME = re.compile(r"<([A-Z]+) ((?:the |an? )?)([^>]*)>")


def articles(count: int, seed: int) -> list[dict]:
    """So many articles as the corpora have them, `text` and `entities`: each a few of the sentences in any order."""
    draw = random.Random(seed)
    lists = {name: [entry.strip() for entry in entries.split("|")] for name, entries in _pairs(_FOLDER / "lists.txt")}
    sentences = _lines(_FOLDER / "sentences.txt")
    made = []
    for _ in range(count):
        text, entities = "", []
        for sentence in draw.sample(sentences, draw.randint(4, 8)):
            if text:
                text += draw.choice(("\n\n", "\n\n", "\n", " "))
            marked = fill(sentence, lists, draw).replace("|", "\n")
            at = 0
            for name in _NAME.finditer(marked):
                text += marked[at : name.start()] + (name[2] if name.start() else name[2].capitalize())
                entities.append([len(text), len(text) + len(name[3]), name[1]])
                text += name[3]
                at = name.end()
            text += marked[at:]
        made.append({"text": text, "entities": entities})
    return made


def fill(sentence: str, lists: dict[str, list[str]], draw: random.Random) -> str:
    """A sentence with its slots filled. A person, a city or a country is the same wherever its slot has the same number, in capitals
    where the slot is, in lower case where the slot is; any other slot is drawn anew.
    """
    fixed: dict[str, str] = {}
    for number in ("", "2", "3"):
        firsts, lasts = draw.choice(person_names())
        fixed |= {f"First{number}": draw.choice(firsts), f"Last{number}": draw.choice(lasts)}
        fixed |= {f"city{number}": draw.choice(places()), f"country{number}": draw.choice(countries())}
        fixed[f"F{number}"] = fixed[f"First{number}"][0]

    def value(slot: re.Match[str]) -> str:
        name = slot[1]
        if name in fixed:
            return fixed[name]
        if name in lists:
            return draw.choice(lists[name])
        stem = name.rstrip("23").lower()
        known = fixed.get(stem.capitalize() + name[len(stem) :]) or fixed.get(stem + name[len(stem) :]) or draw.choice(lists[stem])
        return known.upper() if name.isupper() else known.lower()

    return _SLOT.sub(value, sentence)


def _lines(file: Path) -> list[str]:
    """The lines of a file without comments."""
    return [line for line in file.read_text(encoding="utf8").splitlines() if line and not line.startswith("# ")]


def _pairs(file: Path) -> list[tuple[str, str]]:
    """The lines of a file as name and what follows the colon."""
    return [tuple(line.split(": ", 1)) for line in _lines(file)]
