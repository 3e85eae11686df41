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

import calibration
import pronouns

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUT = ROOT / "out" / "evaluation"


@dataclass(frozen=True)
class Bar:
    """A figure of a corpus and the least that it must be, as score.py prints it."""

    task: str
    corpus: str
    least: float
    options: tuple[str, ...] = ()
    note: str = ""
    """What sets the figure apart, for people."""
    case: str = ""
    """"upper" or "lower": the texts in that case, where it leaves their length as it is."""
    figure: str = "F1"
    """The figure by its name in the line of score.py."""

    @property
    def name(self) -> str:
        """What is measured, for people."""
        figure = "" if self.figure == "F1" else self.figure
        return " ".join(part for part in (self.task, self.corpus.removesuffix(".jsonl"), self.note, self.case, figure) if part)


WORLDWIDE = "ner/worldwide.dev.jsonl"
GUM = "coref/gum.dev.jsonl"
MEANTIME = "events/meantime.dev.jsonl"
POLNEAR = "attribution/polnear.dev.jsonl"
ALL_TYPES = ("--types", "PERSON,ORGANIZATION,LOCATION,FACILITY,NORP,PRODUCT,MISC", "--fold", "EVENT=MISC")
NAMES = [
    Bar("ner", WORLDWIDE, 85.0),
    Bar("ner", "ner/conll2003.dev.jsonl", 95.3),
    Bar("ner", "ner/ewt.dev.jsonl", 69.0),
    Bar("ner", "ner/crossner-politics.dev.jsonl", 82.0),
]
BARS = [
    *NAMES,
    Bar("ner", WORLDWIDE, 80.0, ALL_TYPES, "7 types"),
    Bar("ner", WORLDWIDE, 70.0, case="upper"),
    Bar("ner", WORLDWIDE, 70.0, case="lower"),
    Bar("sentences", "coref/gum.train.jsonl", 97.0, ("--genre", "news"), "news"),
    Bar("sentences", GUM, 94.0),
    Bar("entities", GUM, 90.0, figure="b3_F1"),
    Bar("entities", GUM, 66.0, figure="found"),
    Bar("entities", MEANTIME, 90.0, figure="b3_F1"),
    Bar("entities", MEANTIME, 78.0, figure="found"),
    Bar("salience", GUM, 0.8, figure="auc"),
    Bar("attribution", POLNEAR, 77.0),
    Bar("attribution", POLNEAR, 66.0, figure="full"),
    Bar("attribution", POLNEAR, 93.0, figure="direct_recall"),
    Bar("attribution", POLNEAR, 84.0, figure="direct_full_recall"),
]

PRONOUNS = (POLNEAR, 85.0)
"""The corpus of the pronouns checked by hand, and the least share of them, in percent, that must be right."""

CALIBRATION_ERROR = 0.05
"""The most that confidences may be off, on average over the names of all dev corpora of names."""

QUANTISATION_LOSS = 0.3
"""The most F1 that the shipped precision may lose on a dev corpus against f32."""

SEED = {"entities": 24, "aliases": 2, "precision": 3, "roles": 6, "attributions": 14, "speakers": 14, "kinds": 13}
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
    answers = Answers(arguments.corpora, extract)
    met = [score(bar, answers) for bar in BARS]
    met.append(confidences(answers))
    met.append(antecedents(answers))
    met += precision((arguments.model or ROOT / "models") / "manifest.json")
    met.append(seed(arguments.corpora / "seed", extract))
    print(f"\n{met.count(True)} of {len(met)} bars met")
    return 0 if all(met) else 1


def build() -> Path:
    """The release binary, built from the sources as they are."""
    subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    metadata = subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--no-deps"], cwd=ROOT)
    return Path(json.loads(metadata)["target_directory"], "release", "dateline")


class Answers:
    """The extracted corpora, each once."""

    def __init__(self, corpora: Path, extract: list[str]) -> None:
        """The folder of the corpora and the command that extracts a file."""
        self.corpora, self.extract = corpora, extract
        self.known: dict[tuple[str, str], tuple[Path, Path, bool, float]] = {}

    def of(self, corpus: str, case: str = "") -> tuple[Path, Path, bool, float]:
        """A corpus: its gold file, the answers, whether every article was read, and the seconds it took."""
        if (corpus, case) not in self.known:
            gold = recased(self.corpora / corpus, case) if case else self.corpora / corpus
            answers = OUT / f"answers-{gold.name}"
            began = time.monotonic()
            with answers.open("wb") as out:
                # A failed article has its place in the answers, and no facts: the figure shows it.
                command = [*self.extract, "--format", "jsonl", str(gold)]
                code = subprocess.run(command, stdout=out, stdin=subprocess.DEVNULL).returncode
            self.known[corpus, case] = gold, answers, code == 0, time.monotonic() - began
        return self.known[corpus, case]


def recased(gold: Path, case: str) -> Path:
    """A corpus with its texts in another case, but for those whose length that changes."""
    written = OUT / f"{gold.stem}.{case}.jsonl"
    with gold.open(encoding="utf8") as lines, written.open("w", encoding="utf8") as out:
        for article in map(json.loads, lines):
            text = getattr(article["text"], case)()
            if len(text) == len(article["text"]):
                out.write(json.dumps({**article, "text": text}, ensure_ascii=False) + "\n")
    return written


def score(bar: Bar, answers: Answers) -> bool:
    """Scores the answers for a corpus."""
    if not (answers.corpora / bar.corpus).is_file():
        return report(False, bar.name, f"no file {answers.corpora / bar.corpus}")
    gold, answered, whole, seconds = answers.of(bar.corpus, bar.case)
    line = run_script("score.py", bar.task, gold, answered, *bar.options)
    found = re.search(rf"\b{bar.figure}=([\d.]+)", line)
    if not found:
        return report(False, bar.name, line)
    figure = float(found[1])
    met = report(figure >= bar.least and whole, bar.name, f"{bar.figure} {figure:5.2f}   bar {bar.least:4.1f}   {seconds:.0f} s")
    print(f"      {line}" + ("" if whole else "   some articles failed"), flush=True)
    return met


def confidences(answers: Answers) -> bool:
    """How far the confidences of names are off, every corpus of names weighing the same."""
    found = [(answers.of(bar.corpus)[:2]) for bar in NAMES if (answers.corpora / bar.corpus).is_file()]
    if not found:
        return report(False, "calibration error", "no corpus of names")
    error, bins = calibration.error([calibration.judged(gold, answered) for gold, answered in found])
    met = report(error <= CALIBRATION_ERROR, "calibration error", f"{error:.4f}   bar {CALIBRATION_ERROR}")
    print("      confidence/right/share: " + "  ".join(f"{c:.2f}/{r:.2f}/{share:.0%}" for c, r, share in bins), flush=True)
    return met


def antecedents(answers: Answers) -> bool:
    """Counts the checked pronouns that are mentions of whom they mean."""
    corpus, least = PRONOUNS
    if not (answers.corpora / corpus).is_file():
        return report(False, "pronouns", f"no file {answers.corpora / corpus}")
    gold, answered, whole, _ = answers.of(corpus)
    right, checked = pronouns.right(gold, answered)
    return report(100 * right >= least * checked and whole, "pronouns", f"{right} of {checked} right   bar {least} %")


def precision(manifest: Path) -> list[bool]:
    """What the shipped precision lost against f32 when training wrote the model: the f32 weights are no part of the repository."""
    if not manifest.is_file():
        return [report(False, "precision", f"no file {manifest}")]
    recorded = json.loads(manifest.read_text(encoding="utf8"))
    met = []
    for corpus, figures in recorded["dev"].items():
        shipped, exact = figures["ALL"], recorded["dev_f32"][corpus]["ALL"]
        shown = f"F1 {shipped:5.2f}   f32 {exact:5.2f}   at most {QUANTISATION_LOSS} less ({recorded['precision']}; training's record)"
        met.append(report(shipped >= exact - QUANTISATION_LOSS, f"precision {corpus}", shown))
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
