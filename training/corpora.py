"""Corpora → articles as the encoder sees them: the service's own words and pieces, with the labels that the corpus allows.

The segmentation comes from the service's code (the cargo example `segment`), so training and service cannot differ.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.attributions import part_labels
from training.labels import CALENDAR, COARSE, FINE, LABEL_IDS, allowed, own_type
from training.mentions import ANY, allowed_labels

ROOT = Path(__file__).resolve().parent.parent
Scheme = dict[str, tuple[str, ...]]
Change = Callable[[dict], dict | None]
"""An article of a corpus → the article changed, or nothing where it cannot be."""


@dataclass(frozen=True)
class Corpus:
    """A corpus file, how its types read, and what may be done with it."""

    file: str
    scheme: Scheme | None
    """How its `entities` read; none for a corpus of `mentions` (`mentions.py`)."""
    licence: str
    permissive: bool = False
    permissive_genres: frozenset[str] = frozenset()
    """The genres whose texts allow commercial use, where that differs by text."""

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return Path(self.file).stem


TRAIN = (
    Corpus("ner/worldwide.train.jsonl", FINE, "Worldwide newswire (Shan et al. 2023), CC BY-NC-SA 4.0"),
    Corpus("ner/conll2003.train.jsonl", COARSE, "CoNLL-2003 with the corrections of CrossWeigh; Reuters text, for research"),
    Corpus("ner/wikigold.train.jsonl", COARSE, "Wikigold, CC BY 4.0", permissive=True),
    Corpus("ner/crossner-politics.train.jsonl", COARSE, "CrossNER politics, MIT; Wikipedia text", permissive=True),
    Corpus(
        "coref/gum.train.jsonl",
        None,
        "GUM, named mentions; annotations CC BY 4.0, texts by genre: news, interview, voyage, academic, bio CC BY(-SA), others partly NC",
        permissive_genres=frozenset(("news", "interview", "voyage", "academic", "bio")),
    ),
)
ATTRIBUTED = (
    Corpus("attribution/polnear.train.jsonl", None, "PolNeAR 1.0 (Newell et al. 2018), news text of seven US publishers, for research"),
)
ATTRIBUTED_DEV = Corpus("attribution/polnear.dev.jsonl", None, "PolNeAR 1.0, research")
DEV = (
    Corpus("ner/worldwide.dev.jsonl", FINE, "Worldwide newswire, CC BY-NC-SA 4.0"),
    Corpus("ner/conll2003.dev.jsonl", COARSE, "CoNLL-2003 with the corrections of CrossWeigh, research"),
    Corpus("ner/ewt.dev.jsonl", COARSE, "Universal NER over UD English EWT, CC BY-SA 4.0", permissive=True),
    Corpus("ner/crossner-politics.dev.jsonl", COARSE, "CrossNER politics, MIT", permissive=True),
)


@dataclass
class Document:
    """An article's words, sentence by sentence."""

    text: str
    words: list[tuple[int, int]]
    """Code-point spans."""
    sentences: list[tuple[int, int]]
    """Ranges of word indices."""
    pieces: list[list[tuple[int, int]]]
    """For each word its pieces: id and shape code."""
    entities: list[tuple[int, int, str]]
    """The gold names: code-point span and type."""
    labels: list[tuple[int, ...]] = field(default_factory=list)
    """For each word the label ids that the corpus allows."""
    parts: list[int] | None = None
    """For each word its index into PART_LABELS, where the corpus tells."""


def read(corpora: Path, corpus: Corpus, vocabulary: Path, change: Change | None = None, permissive: bool = False) -> list[Document]:
    """The documents of a corpus under the folder `corpora`, segmented and labelled.

    `change` alters the articles first (`variants.py`); those that it gives up are left out. With `permissive`, only the texts that
    allow commercial use.
    """
    articles = list(map(json.loads, (corpora / corpus.file).read_text(encoding="utf8").splitlines()))
    if permissive and not corpus.permissive:
        articles = [article for article in articles if article.get("genre") in corpus.permissive_genres]
    if change:
        articles = [changed for article in articles if (changed := change(article))]
    return labelled(articles, corpus.scheme, vocabulary)


def labelled(articles: list[dict], scheme: Scheme | None, vocabulary: Path) -> list[Document]:
    """Articles as the corpora have them, segmented and labelled."""
    documents = []
    for article, segmented in zip(articles, segment([article["text"] for article in articles], vocabulary), strict=True):
        entities = [tuple(entity) for entity in article.get("entities", [])]
        document = Document(article["text"], *segments(segmented), entities)
        if "attributions" in article:
            document.labels = [ANY] * len(document.words)
            document.parts = part_labels(document.words, article["attributions"])
        elif scheme is None:
            document.labels = allowed_labels(document.text, document.words, article["mentions"])
        else:
            label(document, scheme)
        documents.append(document)
    return documents


def segment(texts: list[str], vocabulary: Path) -> list[dict]:
    """What the service's code makes of some texts, a JSON object each."""
    command = ["cargo", "run", "--quiet", "--example", "segment", str(vocabulary)]
    articles = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    lines = subprocess.run(command, input=articles.encode(), stdout=subprocess.PIPE, check=True, cwd=ROOT).stdout
    return [json.loads(line) for line in lines.decode("utf8").splitlines()]


def segments(segmented: dict) -> tuple[list, list, list]:
    """Words, sentences and pieces of a segmented article."""
    words = [tuple(word) for word in segmented["words"]]
    sentences = [tuple(sentence["words"]) for sentence in segmented["sentences"]]
    return words, sentences, [[tuple(piece) for piece in word] for word in segmented["pieces"]]


def parted(document: Document) -> Iterator[tuple[int, int, str]]:
    """The document's entities, with "Town, Country" as two places: so have it all corpora, one of them not always."""
    for start, end, type_ in document.entities:
        for part in re.finditer(r"[^,]+", document.text[start:end]) if type_ == "LOCATION" else ():
            yield start + part.start() + len(part[0]) - len(part[0].lstrip()), start + part.end(), type_
        if type_ != "LOCATION":
            yield start, end, type_


def label(document: Document, scheme: Scheme) -> None:
    """Fills a document's labels from its entities."""
    document.labels = [(LABEL_IDS["O"],)] * len(document.words)
    at = 0
    for start, end, type_ in sorted(parted(document)):
        if type_ not in scheme or (type_ == "MISC" and document.text[start:end].lower() in CALENDAR):
            continue
        while at < len(document.words) and document.words[at][1] <= start:
            at += 1
        type_ = own_type(document.text[start:end], type_, scheme is COARSE)
        tag = "B"
        while at < len(document.words) and document.words[at][0] < end:
            document.labels[at] = allowed(type_, tag, scheme)
            tag = "I"
            at += 1
