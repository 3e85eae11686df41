"""Recorded labels: what PyTorch and the exported graph say of the repository's own articles, for `tests/parity.rs`.

The service must give the same labels from the shipped model without PyTorch being there.
"""

from __future__ import annotations

import json
from pathlib import Path

from training.corpora import ROOT, Document, segment, segments
from training.evaluate import Scorer, predict
from training.export import WINDOW_PIECES
from training.labels import LABELS

ARTICLES = ROOT / "articles"
RECORD = ROOT / "tests" / "parity" / "labels.json"


def record(pytorch: Scorer, shipped: Scorer, vocabulary: Path, path: Path = RECORD) -> None:
    """Writes for each article its windows (first word, one past the last) and the most probable label of each word by both scorers."""
    recorded = {name: labels(document, pytorch, shipped) for name, document in articles(vocabulary).items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(recorded, indent=None, separators=(",", ":")).replace('},"', '},\n"') + "\n", encoding="utf8")


def articles(vocabulary: Path) -> dict[str, Document]:
    """The repository's articles by file name, segmented."""
    files = sorted(ARTICLES.glob("*.txt"))
    texts = [file.read_text(encoding="utf8") for file in files]
    segmented = segment(texts, vocabulary)
    documents = (Document(text, *segments(parts), [], []) for text, parts in zip(texts, segmented, strict=True))
    found = {}
    for file, document in zip(files, documents, strict=True):
        document.labels = [(0,)] * len(document.words)
        found[file.name] = document
    return found


def labels(document: Document, pytorch: Scorer, shipped: Scorer) -> dict[str, list]:
    """The windows of a document and both scorers' labels of its words."""
    by_pytorch = sorted(predict([document], pytorch, WINDOW_PIECES), key=lambda found: found[1])
    by_graph = sorted(predict([document], shipped, WINDOW_PIECES), key=lambda found: found[1])
    return {
        "windows": [[first, first + len(scores.names)] for _, first, scores in by_pytorch],
        "pytorch": [LABELS[label] for _, _, scores in by_pytorch for label in scores.names.argmax(-1).tolist()],
        "shipped": [LABELS[label] for _, _, scores in by_graph for label in scores.names.argmax(-1).tolist()],
    }
