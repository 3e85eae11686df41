#!/usr/bin/env python3
"""Runs every figure that a built layer must reach and says which bars are met.

usage: evaluate.py CORPORA [--binary PATH] [--model DIR]

CORPORA  the folder of the corpora: ner/worldwide.dev.jsonl, coref/gum.dev.jsonl, seed/bakhmut.txt and so on

Builds the release binary, runs `dateline extract` over each corpus, scores the answers with score.py and facts.py and prints a
line a figure. Exits with 1, after all of them, when a bar is missed. The answers stay in out/evaluation/.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUT = ROOT / "out" / "evaluation"


@dataclass(frozen=True)
class Bar:
    """A figure of a corpus and the least that it must be."""

    task: str
    corpus: str
    least: float
    options: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What is measured, for people."""
        return " ".join([self.task, self.corpus.removesuffix(".jsonl"), *(option for option in self.options if option[:2] != "--")])


BARS = [
    Bar("ner", "ner/worldwide.dev.jsonl", 81.5),
    Bar("ner", "ner/conll2003.dev.jsonl", 93.8),
    Bar("ner", "ner/ewt.dev.jsonl", 65.0),
    Bar("ner", "ner/crossner-politics.dev.jsonl", 75.0),
    Bar("sentences", "coref/gum.train.jsonl", 97.0, ("--genre", "news")),
    Bar("sentences", "coref/gum.dev.jsonl", 94.0),
]
"""F1 in percent, as score.py prints it."""

SEED = {"entities": 22, "aliases": 2, "precision": 3}
"""Facts of the seed article that must be found, by layer of facts.py."""


def main() -> int:
    """Runs all figures; the exit code says whether every bar is met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="the folder of the corpora")
    parser.add_argument("--binary", type=Path, help="a dateline that is built already; else the release binary is built")
    parser.add_argument("--model", type=Path, help="another model than the one in the binary, as training/ writes it")
    arguments = parser.parse_args()
    if not arguments.corpora.is_dir():
        parser.error(f"{arguments.corpora}: no such folder; it takes the folder of the corpora")

    OUT.mkdir(parents=True, exist_ok=True)
    extract = [str(arguments.binary or build()), "extract"]
    if arguments.model:
        extract += ["--model", str(arguments.model)]
    met = [score(bar, arguments.corpora, extract) for bar in BARS]
    met.append(seed(arguments.corpora / "seed", extract))
    print(f"\n{met.count(True)} of {len(met)} bars met")
    return 0 if all(met) else 1


def build() -> Path:
    """The release binary, built from the sources as they are."""
    subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    metadata = subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--no-deps"], cwd=ROOT)
    return Path(json.loads(metadata)["target_directory"], "release", "dateline")


def score(bar: Bar, corpora: Path, extract: list[str]) -> bool:
    """Extracts a corpus and scores the answers."""
    gold = corpora / bar.corpus
    answers = OUT / f"{bar.task}-{gold.name}"
    if not gold.is_file():
        return report(False, bar.name, f"no file {gold}")
    began = time.monotonic()
    with answers.open("wb") as out:
        # A failed article has its place in the answers, and no facts: the figure shows it.
        code = subprocess.run([*extract, "--format", "jsonl", str(gold)], stdout=out, stdin=subprocess.DEVNULL).returncode
    seconds = time.monotonic() - began
    line = run_script("score.py", bar.task, gold, answers, *bar.options)
    found = re.search(r"\bF1=([\d.]+)", line)
    if code not in (0, 1) or not found:
        return report(False, bar.name, line or f"dateline extract ended with {code}")
    figure = float(found[1])
    met = report(figure >= bar.least and code == 0, bar.name, f"F1 {figure:5.2f}   bar {bar.least:4.1f}   {seconds:.0f} s")
    print(f"      {line}" + ("   some articles failed" if code else ""), flush=True)
    return met


def seed(folder: Path, extract: list[str]) -> bool:
    """Counts the facts of the seed article."""
    article, gold, answer = folder / "bakhmut.txt", folder / "bakhmut.gold.json", OUT / "bakhmut.json"
    if not article.is_file():
        return report(False, "facts seed", f"no file {article}")
    with answer.open("wb") as out:
        subprocess.run([*extract, "--format", "json", str(article)], stdout=out, stdin=subprocess.DEVNULL)
    lines = run_script("facts.py", article, gold, answer).splitlines()
    found = {layer: int(count) for layer, count in re.findall(r"\b(\w+)=(\d+)/", lines[-1] if lines else "")}
    counts = {layer: found.get(layer, 0) for layer in SEED}
    met = all(counts[layer] >= least for layer, least in SEED.items())
    shown = ", ".join(f"{layer} {counts[layer]} (bar {least})" for layer, least in SEED.items())
    report(met, "facts seed/bakhmut", shown)
    for line in lines:
        if line.startswith(tuple(f"missing {layer}:" for layer in SEED)):
            print(f"      {line}")
    return met


def run_script(script: str, *arguments: str | Path) -> str:
    """What a script beside this one prints; its complaint when it fails."""
    done = subprocess.run([sys.executable, str(HERE / script), *map(str, arguments)], capture_output=True, text=True)
    return (done.stdout or done.stderr).strip()


def report(met: bool, name: str, shown: str) -> bool:
    """Prints a figure's line."""
    print(f"{'PASS' if met else 'FAIL'}  {name:34} {shown}", flush=True)
    return met


if __name__ == "__main__":
    sys.exit(main())
