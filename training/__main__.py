"""The one command: `python -m training CORPORA` trains the encoder and writes `models/` (training/README.md)."""

from __future__ import annotations

import argparse
import datetime
from dataclasses import replace
from pathlib import Path

import torch

from training import corpora, variants, written
from training.card import write_card, write_permissive_figures
from training.encoder import Pretrained
from training.evaluate import scorer
from training.export import export
from training.fit import Articles, Dev, Recipe, fit
from training.labels import FINE
from training.record import record

WRITTEN_ARTICLES = 800
PERMISSIVE = Recipe(epochs=8)
"""Fewer texts, so more passes."""


def main() -> None:
    """Reads the command line, trains, exports."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder of the corpora (ner/worldwide.train.jsonl, …)")
    parser.add_argument(
        "--models", type=Path, help="where the model is written [default: models, or out/permissive-models with --permissive]"
    )
    parser.add_argument(
        "--work", type=Path, help="checkpoints; training resumes from here [default: out/training or out/permissive-training]"
    )
    parser.add_argument("--permissive", action="store_true", help="train on texts that allow commercial use alone")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=NUMBER", help="another number in the recipe (fit.py), such as epochs=1"
    )
    parser.add_argument("--without", action="append", default=[], metavar="CORPUS", help="leave out a corpus, such as gum.train")
    parser.add_argument("--trial", action="store_true", help="train and print dev figures; write no model")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--date", default=datetime.date.today().isoformat(), help="the day that the model's version names")
    arguments = parser.parse_args()

    torch.set_num_threads(arguments.threads)
    permissive = arguments.permissive
    models = arguments.models or corpora.ROOT / ("out/permissive-models" if permissive else "models")
    work = arguments.work or corpora.ROOT / "out" / ("permissive-training" if permissive else "training")
    work.mkdir(parents=True, exist_ok=True)
    vocabulary = Pretrained.find().vocabulary
    recipe = changed(PERMISSIVE if permissive else Recipe(), arguments.set, parser)
    chosen = [corpus for corpus in corpora.TRAIN if corpus.name not in arguments.without]
    chosen = [corpus for corpus in chosen if not permissive or corpus.permissive or corpus.permissive_genres]
    attributed = [corpus for corpus in corpora.ATTRIBUTED if corpus.name not in arguments.without and (not permissive or corpus.permissive)]
    train = articles(arguments.corpora, chosen, attributed, vocabulary, permissive)
    dev = {corpus.name: corpora.read(arguments.corpora, corpus, vocabulary) for corpus in corpora.DEV}
    words = sum(len(document.words) for document in train.plain)
    print(f"{len(train.plain)} articles, {words} words, from {', '.join(c.name for c in chosen)}", flush=True)
    said = corpora.read(arguments.corpora, corpora.ATTRIBUTED_DEV, vocabulary)
    encoder = fit(train, Dev(dev, said), recipe, work)
    if arguments.trial:
        return
    calibrating = [corpus.name for corpus in corpora.DEV if not permissive or corpus.permissive]
    exported = export(encoder, dev, said, calibrating, models, arguments.date)
    if permissive:
        write_permissive_figures(exported)
    else:
        record(scorer(encoder), exported.shipped, vocabulary)
    write_card(models, exported, [*chosen, *attributed], recipe, permissive)
    print(f"wrote {models}: {exported.precision}", {name: f["ALL"] for name, f in exported.dev_figures.items()})


def changed(recipe: Recipe, numbers: list[str], parser: argparse.ArgumentParser) -> Recipe:
    """The recipe with some of its numbers set."""
    for setting in numbers:
        name, _, number = setting.partition("=")
        if name not in vars(recipe):
            parser.error(f"--set {setting}: the recipe has {', '.join(vars(recipe))}")
        kind = type(getattr(recipe, name))
        try:
            recipe = replace(recipe, **{name: kind(float(number))})
        except ValueError:
            parser.error(f"--set {setting}: {number!r} is no number")
    return recipe


def articles(
    folder: Path, chosen: list[corpora.Corpus], attributed: list[corpora.Corpus], vocabulary: Path, permissive: bool
) -> Articles:
    """What is trained on: the chosen corpora, their variants, and the articles written for this project."""

    def read(change: corpora.Change | None = None) -> list[corpora.Document]:
        return [d for corpus in chosen for d in corpora.read(folder, corpus, vocabulary, change, permissive)]

    by_kind = {kind: read(change) for kind, change in variants.changes(Recipe.seed).items()}
    made = corpora.labelled(written.articles(WRITTEN_ARTICLES, Recipe.seed), FINE, vocabulary)
    said = [document for corpus in attributed for document in corpora.read(folder, corpus, vocabulary)]
    return Articles(read(), {**by_kind, "written": made}, said)


if __name__ == "__main__":
    main()
