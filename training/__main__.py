"""The one command: `python -m training CORPORA` trains the encoder and writes `models/` (training/README.md)."""

from __future__ import annotations

import argparse
import datetime
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch

from training import corpora
from training.card import write_card
from training.encoder import Pretrained
from training.evaluate import scorer
from training.export import export
from training.fit import Articles, Recipe, fit
from training.record import record


def main() -> None:
    """Reads the command line, trains, exports."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder of the corpora (ner/worldwide.train.jsonl, …)")
    parser.add_argument("--models", type=Path, default=corpora.ROOT / "models", help="where the model is written")
    parser.add_argument("--work", type=Path, default=corpora.ROOT / "out" / "training", help="checkpoints; training resumes from here")
    parser.add_argument("--permissive", action="store_true", help="train on corpora that allow commercial use alone")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--date", default=datetime.date.today().isoformat(), help="the day that the model's version names")
    arguments = parser.parse_args()

    torch.set_num_threads(arguments.threads)
    arguments.work.mkdir(parents=True, exist_ok=True)
    vocabulary = Pretrained.find().vocabulary
    chosen = [corpus for corpus in corpora.TRAIN if corpus.permissive or not arguments.permissive]
    read = partial(corpora.read, arguments.corpora, vocabulary=vocabulary)
    train = Articles(*([d for corpus in chosen for d in read(corpus, case=case)] for case in (str, str.upper, str.lower)))
    dev = {corpus.name: read(corpus) for corpus in corpora.DEV}
    words = sum(len(document.words) for document in train.plain)
    print(f"{len(train.plain)} articles, {words} words, from {', '.join(c.name for c in chosen)}", flush=True)
    recipe = replace(Recipe(), epochs=arguments.epochs)
    encoder = fit(train, dev, recipe, arguments.work / "checkpoint.pt")
    written = export(encoder, dev, arguments.models, arguments.date)
    record(scorer(encoder), written.shipped, vocabulary)
    command = "python -m training CORPORA" + (" --permissive" if arguments.permissive else "")
    write_card(arguments.models, written, chosen, recipe, command)
    print(f"wrote {arguments.models}: {written.precision}", {name: f["ALL"] for name, f in written.dev_figures.items()})


if __name__ == "__main__":
    main()
