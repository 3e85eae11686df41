"""`python -m training.antecedents CORPORA` learns the weights by which antecedents are ranked and writes `models/antecedents.json`.

The service's own code finds the anaphors, their choices and what is true of each (the cargo example `anaphors`); coref/gum.train says
which choice is right. What is true of a choice depends on what was decided before it, so the weights are learned a few times over, each
time from all that the earlier ones led to (dataset aggregation, Ross et al. 2011).
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from training.corpora import ROOT

WEIGHTS = ROOT / "models" / "antecedents.json"
CACHE = ROOT / "out" / "antecedents"
ROUNDS = 4
"""How often the weights are learned anew."""
PENALTY = 10.0
"""What a squared weight costs beside the loss of all anaphors of a group."""
NAMED = {"it": 2.0, "they": 2.0, "the minister": 2.0}
"""What an anaphor of a kind that means something named counts beside the others: news names most of what it speaks of, the corpus less."""
GENRES = {
    "news": 3.0,
    "interview": 1.5,
    "letter": 0.5,
    "fiction": 0.3,
    "whow": 0.3,
    "court": 0.3,
    "podcast": 0.2,
    "vlog": 0.2,
    "conversation": 0.1,
}
"""What an anaphor of a genre counts; 1 for the others. It is news that is read."""
STEPS = 150
PRONOUNS = frozenset("he him his himself she her hers herself it its itself they them their theirs themselves".split())
Span = tuple[int, int]


@dataclass
class Anaphor:
    """An anaphor of a corpus with its choices."""

    group: int
    choices: list[list[int]]
    """Of each choice the features that are true of it."""
    right: list[bool]
    best: int
    """What the service chose."""
    weight: float


@dataclass
class Read:
    """A corpus as the service read it."""

    groups: list[str]
    features: list[str]
    anaphors: list[Anaphor]


def main() -> None:
    """Reads the command line, learns, writes."""
    parser = argparse.ArgumentParser(prog="python -m training.antecedents", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder of the corpora (coref/gum.train.jsonl and gum.dev.jsonl)")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the weights are written")
    parser.add_argument("--example", type=Path, help="the example `anaphors` where it is built already")
    arguments = parser.parse_args()
    torch.manual_seed(1)
    command = [str(arguments.example)] if arguments.example else ["cargo", "run", "--quiet", "--release", "--example", "anaphors", "--"]
    service = Service(command)
    for round_, weights in enumerate(rounds(service, arguments.corpora)):
        dev = service.read(arguments.corpora / "coref" / "gum.dev.jsonl", weights)
        print(f"round {round_ + 1}: dev: " + "; ".join(figures(dev)), flush=True)
    arguments.weights.write_text(json.dumps(weights, indent=2, sort_keys=True) + "\n", encoding="utf8")


def rounds(service: Service, corpora: Path) -> Iterator[dict[str, dict[str, float]]]:
    """The weights that each round learns."""
    weights: dict[str, dict[str, float]] = {}
    seen: list[Anaphor] = []
    for round_ in range(ROUNDS):
        train = service.read(corpora / "coref" / "gum.train.jsonl", weights)
        weights = learn(Read(train.groups, train.features, seen + train.anaphors))
        # The first weights, none, link nothing: what they lead to is like nothing that follows.
        if round_ > 0:
            seen += train.anaphors
        yield weights


class Service:
    """The service's reading of corpora; the names that the encoder found are kept, so that it runs once."""

    def __init__(self, command: list[str]) -> None:
        """The command that runs the example."""
        self.command = command
        self.names: dict[Path, list] = {}

    def read(self, corpus: Path, weights: dict[str, dict[str, float]]) -> Read:
        """The anaphors of a corpus, as these weights decide them."""
        articles = list(map(json.loads, corpus.read_text(encoding="utf8").splitlines()))
        CACHE.mkdir(parents=True, exist_ok=True)
        written = CACHE / "weights.json"
        written.write_text(json.dumps(weights), encoding="utf8")
        known = self.names.get(corpus, [None] * len(articles))
        requests = "".join(
            json.dumps({"text": a["text"]} | ({"names": n} if n is not None else {})) + "\n" for a, n in zip(articles, known, strict=True)
        )
        lines = subprocess.run([*self.command, str(written)], input=requests.encode(), stdout=subprocess.PIPE, check=True, cwd=ROOT).stdout
        listed, *answers = map(json.loads, lines.decode("utf8").splitlines())
        self.names[corpus] = [answer["names"] for answer in answers]
        anaphors = [x for article, answer in zip(articles, answers, strict=True) for x in judged(article, answer)]
        return Read(listed["groups"], listed["features"], anaphors)


def judged(article: dict, answer: dict) -> list[Anaphor]:
    """The anaphors of an article that the corpus marks, with the right choices."""
    text = article["text"]
    clusters = [clusters_of(text, entity["mentions"], article["mentions"]) for entity in answer["entities"]]
    pronouns = {tuple(m["span"]): m["cluster"] for m in article["mentions"] if text[slice(*m["span"])].lower() in PRONOUNS}
    heads = {tuple(m["head"] or m["span"]): m["cluster"] for m in article["mentions"] if not m["pron"] and not m["named"]}
    anaphors = []
    for found in answer["anaphors"]:
        is_pronoun = found["span"] == found["head"]
        gold = (pronouns if is_pronoun else heads).get(tuple(found["head"]), "")
        if not gold and not is_pronoun:
            continue
        entities = [entity for entity, _ in found["choices"]]
        right = [entity is not None and bool(gold) and gold in clusters[entity] for entity in entities]
        right[0] = not any(right)
        choices = [features for _, features in found["choices"]]
        anaphors.append(Anaphor(found["group"], choices, right, found["best"], GENRES.get(article["genre"], 1.0)))
    return anaphors


def clusters_of(text: str, names: list[Span], gold: list[dict]) -> set[str]:
    """The clusters of the corpus that an entity's names belong to."""
    named = [(*trimmed(text, *m["head"] or m["span"]), m["cluster"]) for m in gold if m["named"]]
    clusters = set()
    for start, end in names:
        # The head of "Vice President Lee" is all of it, and that of "Lee of Ostend" too: the smallest one around the name is its own.
        around = [(e - s, cluster) for s, e, cluster in named if 2 * (min(e, end) - max(s, start)) >= end - start]
        if around:
            clusters.add(min(around)[1])
    return clusters


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without marks at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def learn(read: Read) -> dict[str, dict[str, float]]:
    """The weights under which the right choices are the most probable."""
    weights = {}
    for group, name in enumerate(read.groups):
        anaphors = [anaphor for anaphor in read.anaphors if anaphor.group == group]
        if anaphors:
            learned = fit(anaphors, len(read.features), NAMED.get(name, 1.0)).tolist()
            weights[name] = {f: round(w, 2) for f, w in zip(read.features, learned, strict=True) if abs(w) >= 0.005}
    return weights


def fit(anaphors: list[Anaphor], features: int, named: float) -> torch.Tensor:
    """The weights of one group."""
    flat = [feature for anaphor in anaphors for choice in anaphor.choices for feature in choice]
    starts, owners, right = [0], [], []
    for index, anaphor in enumerate(anaphors):
        for choice, is_right in zip(anaphor.choices, anaphor.right, strict=True):
            starts.append(starts[-1] + len(choice))
            owners.append(index)
            right.append(is_right)
    bags, offsets = torch.tensor(flat), torch.tensor(starts[:-1])
    owner, is_right = torch.tensor(owners), torch.tensor(right)
    counts = torch.tensor([anaphor.weight * (1.0 if anaphor.right[0] else named) for anaphor in anaphors])
    weights = torch.zeros(features, 1, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def total(scores: torch.Tensor) -> torch.Tensor:
        sums = torch.zeros(len(anaphors)).index_add(0, owner, scores.clamp(-30, 30).exp())
        return sums.clamp_min(1e-12).log()

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        scores = torch.nn.functional.embedding_bag(bags, weights, offsets, mode="sum").squeeze(1)
        right_scores = torch.where(is_right, scores, torch.full_like(scores, -30.0))
        loss = (counts * (total(scores) - total(right_scores))).sum() / counts.sum() + PENALTY / counts.sum() * weights.square().sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return weights.detach().squeeze(1)


def figures(read: Read) -> list[str]:
    """For each group the precision and recall of its links to entities, and the share of anaphors decided rightly, in percent."""
    lines = []
    for group, name in enumerate(read.groups):
        anaphors = [anaphor for anaphor in read.anaphors if anaphor.group == group]
        linked = [anaphor for anaphor in anaphors if anaphor.best > 0]
        hits = sum(anaphor.right[anaphor.best] for anaphor in linked)
        named = sum(not anaphor.right[0] for anaphor in anaphors)
        right = sum(anaphor.right[anaphor.best] for anaphor in anaphors)
        precision, recall, accuracy = (100 * hits / max(1, n) for n in (len(linked), named, 1))
        accuracy = 100 * right / max(1, len(anaphors))
        lines.append(f"{name}: P {precision:.1f} R {recall:.1f} of {named}, right {accuracy:.1f} of {len(anaphors)}")
    return lines


if __name__ == "__main__":
    main()
