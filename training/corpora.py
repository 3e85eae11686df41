"""Corpora → articles as the encoder sees them: the service's own words and pieces, with the labels that the corpus allows.

The segmentation comes from the service's code (the cargo example `segment`), so training and service cannot differ.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from training.labels import CALENDAR, COARSE, FINE, LABEL_IDS, allowed, own_type

ROOT = Path(__file__).resolve().parent.parent
Scheme = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Corpus:
    """A corpus file, how its types read, and what may be done with it."""

    file: str
    scheme: Scheme
    licence: str
    permissive: bool = False

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return Path(self.file).stem


TRAIN = (
    Corpus("ner/worldwide.train.jsonl", FINE, "Worldwide newswire (Shan et al. 2023), CC BY-NC-SA 4.0"),
    Corpus("ner/conll2003.train.jsonl", COARSE, "CoNLL-2003 with the corrections of CrossWeigh; Reuters text, for research"),
    Corpus("ner/wikigold.train.jsonl", COARSE, "Wikigold, CC BY 4.0", permissive=True),
    Corpus("ner/crossner-politics.train.jsonl", COARSE, "CrossNER politics, MIT; Wikipedia text", permissive=True),
)
DEV = (
    Corpus("ner/worldwide.dev.jsonl", FINE, "Worldwide newswire, CC BY-NC-SA 4.0"),
    Corpus("ner/conll2003.dev.jsonl", COARSE, "CoNLL-2003 with the corrections of CrossWeigh, research"),
    Corpus("ner/ewt.dev.jsonl", COARSE, "Universal NER over UD English EWT, CC BY-SA 4.0"),
    Corpus("ner/crossner-politics.dev.jsonl", COARSE, "CrossNER politics, MIT"),
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


def read(corpora: Path, corpus: Corpus, vocabulary: Path, case: Callable[[str], str] = str) -> list[Document]:
    """The documents of a corpus under the folder `corpora`, segmented and labelled.

    `case` changes the text first (`str.upper`, `str.lower`); texts whose length it changes are left out.
    """
    lines = (corpora / corpus.file).read_text(encoding="utf8").splitlines()
    articles = [(case(article["text"]), article) for article in map(json.loads, lines)]
    articles = [(text, article["entities"]) for text, article in articles if len(text) == len(article["text"])]
    return [
        label(Document(text, *segments(segmented), [tuple(entity) for entity in entities]), corpus.scheme)
        for (text, entities), segmented in zip(articles, segment([text for text, _ in articles], vocabulary), strict=True)
    ]


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


def label(document: Document, scheme: Scheme) -> Document:
    """Fills a document's labels from its entities."""
    document.labels = [(LABEL_IDS["O"],)] * len(document.words)
    at = 0
    for start, end, type_ in sorted(document.entities):
        if type_ not in scheme or (type_ == "MISC" and document.text[start:end].lower() in CALENDAR):
            continue
        while at < len(document.words) and document.words[at][1] <= start:
            at += 1
        type_ = own_type(document.text[start:end], type_)
        tag = "B"
        while at < len(document.words) and document.words[at][0] < end:
            document.labels[at] = allowed(type_, tag, scheme)
            tag = "I"
            at += 1
    return document
