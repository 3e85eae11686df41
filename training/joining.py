"""What joins the parts of attributions → `models/joining.json`: `python -m training.joining CORPORA`.

The service's code (the cargo example `joins`) says for each content found in PolNeAR's training articles which cues it may belong to, and
for each cue which sources, with the features of every pair; "none" is always one of the choices. The weights of a log-linear model over the
choices are those that make the gold ones likeliest (conditional logit, McFadden 1974), with a prior that keeps them small.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from training.corpora import ROOT

STEPS = 16
"""How many steps an aspect has (src/extract/attributions/joining/pairs.rs)."""
PRIOR = 0.3
"""How much the square of each weight costs."""
CHOICES = ("cue", "source")
Span = tuple[int, int]


@dataclass
class Example:
    """A choice, and which of its candidates is right."""

    candidates: list[list[tuple[str, int]]]
    """The features of each candidate."""
    right: list[bool]


def main() -> None:
    """Reads the command line, learns the weights of both choices, writes them."""
    parser = argparse.ArgumentParser(prog="python -m training.joining", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder of the corpora (attribution/polnear.train.jsonl, …)")
    parser.add_argument("--models", type=Path, default=ROOT / "models", help="the model that finds the parts; the weights go there too")
    arguments = parser.parse_args()
    torch.manual_seed(2023)
    train, dev = (read(arguments.corpora / "attribution" / f"polnear.{part}.jsonl", arguments.models) for part in ("train", "dev"))
    weights = {}
    for choice in CHOICES:
        aspects = sorted({aspect for example in train[choice] for candidate in example.candidates for aspect, _ in candidate})
        learned = fit(train[choice], aspects)
        weights[choice] = {aspect: [round(float(w), 3) for w in learned[index]] for index, aspect in enumerate(aspects)}
        for name, examples in (("train", train[choice]), ("dev", dev[choice])):
            print(f"{choice}: {accuracy(examples, aspects, learned):.2%} of {len(examples)} choices right on polnear.{name}")
    written = ",\n".join(f' "{choice}": {{\n{lines(of)}\n }}' for choice, of in weights.items())
    (arguments.models / "joining.json").write_text(f"{{\n{written}\n}}\n", encoding="utf8")


def lines(weights: dict[str, list[float]]) -> str:
    """Weights as JSON, an aspect a line."""
    return ",\n".join(f'  "{aspect}": {json.dumps(steps)}' for aspect, steps in weights.items())


def read(corpus: Path, models: Path) -> dict[str, list[Example]]:
    """The choices that a corpus gives, by kind."""
    articles = list(map(json.loads, corpus.read_text(encoding="utf8").splitlines()))
    command = ["cargo", "run", "--quiet", "--release", "--locked", "--example", "joins", str(models)]
    sent = "".join(json.dumps({"text": article["text"]}) + "\n" for article in articles)
    lines = subprocess.run(command, input=sent.encode(), stdout=subprocess.PIPE, check=True, cwd=ROOT).stdout
    found: dict[str, list[Example]] = {choice: [] for choice in CHOICES}
    for article, choices in zip(articles, map(json.loads, lines.splitlines()), strict=True):
        for choice in choices:
            right = right_ones(choice, article["attributions"])
            if any(right):
                features = [[tuple(feature) for feature in candidate["features"]] for candidate in choice["candidates"]]
                found[choice["of"]].append(Example(features, right))
    return found


def right_ones(choice: dict, gold: list[dict]) -> list[bool]:
    """Which candidates of a choice are right: none of them where the anchor is no part of a gold attribution; it teaches nothing then."""
    anchor_part, part = ("content", "cue") if choice["of"] == "cue" else ("cue", "source")
    anchor = tuple(choice["anchor"])
    # A content is a gold one's by half of its characters, a cue by any.
    least = (anchor[1] - anchor[0]) / 2 if anchor_part == "content" else 1
    attributions = [attribution for attribution in gold if shared(anchor, attribution[anchor_part]) >= least]
    if not attributions:
        return [False] * len(choice["candidates"])
    wanted = [tuple(span) for a in attributions for span in a[part]]
    spans = [candidate["span"] and tuple(candidate["span"]) for candidate in choice["candidates"]]
    right = [span is not None and fits(span, wanted, part) for span in spans]
    # None is right where nothing is to be found, or nothing of it was.
    return [any(right) is False if span is None else ok for span, ok in zip(spans, right, strict=True)]


def shared(span: Span, spans: list) -> int:
    """How many characters a span shares with some others."""
    return sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in spans)


def fits(span: Span, wanted: list[Span], part: str) -> bool:
    """Whether a candidate is what is wanted: a cue by any character, a source by half of what either has."""
    if part == "cue":
        return shared(span, wanted) > 0
    return any(2 * shared(span, [w]) >= max(span[1], w[1]) - min(span[0], w[0]) for w in wanted)


def batch(examples: list[Example], aspects: list[str]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Examples as indices of features and their candidates, of candidates' examples, and whether each candidate is right."""
    numbers = {aspect: index for index, aspect in enumerate(aspects)}
    features, owners, groups, right = [], [], [], []
    for number, example in enumerate(examples):
        for candidate, ok in zip(example.candidates, example.right, strict=True):
            known = [numbers[aspect] * STEPS + step for aspect, step in candidate if aspect in numbers]
            features += known
            owners += [len(groups)] * len(known)
            groups.append(number)
            right.append(ok)
    return torch.tensor(features), torch.tensor(owners), torch.tensor(groups), torch.tensor(right)


def scores(weights: Tensor, features: Tensor, owners: Tensor, candidates: int) -> Tensor:
    """The score of each candidate."""
    return torch.zeros(candidates, dtype=weights.dtype).index_add(0, owners, weights.view(-1)[features])


def log_sums(values: Tensor, groups: Tensor) -> Tensor:
    """The log of the sum of exponentials within each group."""
    count = int(groups.max()) + 1
    top = torch.full((count,), -torch.inf, dtype=values.dtype).scatter_reduce(0, groups, values.detach(), "amax")
    top = top.masked_fill(top == -torch.inf, 0)
    return top + torch.zeros(count, dtype=values.dtype).index_add(0, groups, (values - top[groups]).exp()).log()


def fit(examples: list[Example], aspects: list[str]) -> Tensor:
    """The weights [aspects, STEPS] that make the right candidates likeliest."""
    features, owners, groups, right = batch(examples, aspects)
    weights = torch.zeros(len(aspects), STEPS, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        values = scores(weights, features, owners, len(groups))
        loss = (log_sums(values, groups) - log_sums(values.masked_fill(~right, -1e9), groups)).sum() + PRIOR * weights.square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return weights.detach()


def accuracy(examples: list[Example], aspects: list[str], weights: Tensor) -> float:
    """The share of the choices whose likeliest candidate is a right one."""
    features, owners, groups, right = batch(examples, aspects)
    values = scores(weights, features, owners, len(groups)).tolist()
    best: dict[int, tuple[float, bool]] = {}
    for group, value, ok in zip(groups.tolist(), values, right.tolist(), strict=True):
        if group not in best or value > best[group][0]:
            best[group] = value, ok
    return sum(ok for _, ok in best.values()) / max(1, len(best))


if __name__ == "__main__":
    main()
