"""Fine-tuning: all weights, AdamW, warm-up and linear decay, a checkpoint every few minutes from which it resumes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from training.corpora import Document
from training.encoder import FRESH, Encoder, Pretrained
from training.evaluate import figures, part_figures, scorer
from training.labels import LABELS
from training.mixing import mix, refit
from training.teacher import teach
from training.windows import UNKNOWN, Batch, batches, pack


@dataclass(frozen=True)
class Articles:
    """What is trained on: the articles as they are, and by kind what each epoch adds some of (`variants.py`, `written/`)."""

    plain: list[Document]
    variants: dict[str, list[Document]]
    attributed: list[Document]
    """Articles that say who said what, and not what is a name."""


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the trained weights, but for the corpora."""

    epochs: int = 4
    rate: float = 1.2e-4
    """Peak learning rate of the pretrained weights."""
    head_rate: float = 1e-3
    """Peak learning rate of heads and shape embeddings."""
    warm_up: float = 0.1
    """Share of the steps over which the rate rises."""
    weight_decay: float = 0.01
    joint_epochs: int = 3
    """Passes over all articles, those with attributions among them, once the names are learned."""
    joint_rate: float = 8e-5
    """Peak learning rate of the pretrained weights in these passes."""
    joint_share: float = 0.6
    """How far the shipped encoder goes from the one trained on names alone to the one trained on both (`mixing.py`)."""
    batch_pieces: int = 2048
    window_pieces: int = 192
    seed: int = 2023
    upper: float = 0.05
    """Share of the articles that each epoch adds in capitals; the next likewise."""
    lower: float = 0.05
    headline: float = 0.03
    renamed: float = 0.15
    written: float = 0.5
    """Share of the articles of `written/` that each epoch adds."""
    bfloat16: bool = True
    """Multiplies in bfloat16 (weights stay in float32), half as long where the processor has it."""


@dataclass(frozen=True)
class Stage:
    """A part of the training with a learning rate that rises and falls once."""

    name: str
    epochs: int
    rate: float
    plan: Callable[[int], list[Batch]]
    """The batches of an epoch, the same on every run."""


@dataclass(frozen=True)
class Dev:
    """What the training is followed by."""

    named: dict[str, list[Document]]
    attributed: list[Document]


def fit(train: Articles, dev: Dev, recipe: Recipe, work: Path) -> Encoder:
    """Fine-tunes an encoder: names first, then names and attributions together, printing dev figures after each epoch; what is shipped
    lies between the two (`mixing.py`).

    The articles with attributions have no gold names; the encoder that has learned the names labels them (`teacher.py`).
    `work` has a checkpoint of each stage, written every five minutes and after each epoch; when one is there at the start, training
    goes on from it.
    """
    torch.manual_seed(recipe.seed)
    encoder = Encoder(len(LABELS))
    Pretrained.find().load_into(encoder)
    names = Stage("names", recipe.epochs, recipe.rate, lambda epoch: epoch_batches(train, [], recipe, epoch))
    run(names, encoder, dev, recipe, work / "checkpoint.pt")
    if train.attributed:
        teach(train.attributed, scorer(encoder), recipe.window_pieces)
        joint = Stage(
            "joint",
            recipe.joint_epochs,
            recipe.joint_rate,
            lambda epoch: epoch_batches(train, train.attributed, recipe, recipe.epochs + epoch),
        )
        names_weights = {name: weight.detach().clone() for name, weight in encoder.named_parameters()}
        run(joint, encoder, dev, recipe, work / "joint.pt")
        mix(encoder, names_weights, recipe.joint_share)
        refit(encoder, train.attributed, recipe.window_pieces, recipe.seed)
    else:
        encoder.silence_parts()
    return encoder


def run(stage: Stage, encoder: Encoder, dev: Dev, recipe: Recipe, checkpoint: Path) -> None:
    """Runs a stage to its end."""
    fresh = [p for name, p in encoder.named_parameters() if name.split(".")[0] in FRESH]
    base = [p for name, p in encoder.named_parameters() if name.split(".")[0] not in FRESH]
    groups = [{"params": base, "lr": stage.rate}, {"params": fresh, "lr": recipe.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay, fused=True)
    steps = sum(len(stage.plan(epoch)) for epoch in range(stage.epochs))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_at(step, steps, recipe.warm_up))
    epoch, done = resume(checkpoint, encoder, optimiser, schedule)
    started = saved = time.monotonic()
    while epoch < stage.epochs:
        plan = stage.plan(epoch)
        for index, batch in enumerate(plan[done:], done):
            loss = step(encoder, batch, optimiser, recipe)
            schedule.step()
            if time.monotonic() - saved > 300:
                save(checkpoint, encoder, optimiser, schedule, epoch, index + 1)
                saved = time.monotonic()
            if index % 50 == 0:
                minutes = (time.monotonic() - started) / 60
                print(
                    f"{stage.name} {epoch + 1}/{stage.epochs} batch {index}/{len(plan)} loss {loss:.4f} {minutes:.1f} min", flush=True
                )
        epoch, done = epoch + 1, 0
        save(checkpoint, encoder, optimiser, schedule, epoch, done)
        score = scorer(encoder, recipe.bfloat16)
        for name, documents in dev.named.items():
            print(f"{stage.name} {epoch} {name}", figures(documents, score), flush=True)
        print(f"{stage.name} {epoch} attributions", part_figures(dev.attributed, score), flush=True)


def epoch_batches(train: Articles, attributed: list[Document], recipe: Recipe, epoch: int) -> list[Batch]:
    """The batches of an epoch, the same on every run: windows begin at other sentences in each epoch."""
    draw = random.Random(recipe.seed + epoch)
    smallest = recipe.window_pieces // 3
    documents = [*train.plain, *attributed]
    for kind, variants in train.variants.items():
        documents += draw.sample(variants, int(len(variants) * getattr(recipe, kind)))
    windows = [w for d in documents for w in pack(d, recipe.window_pieces, draw.randint(smallest, recipe.window_pieces))]
    return batches(windows, recipe.batch_pieces, draw)


def rate_at(step: int, steps: int, warm_up: float) -> float:
    """The share of the peak rate at a step: a rise over the warm-up, then a line down to zero."""
    rise = max(1, int(steps * warm_up))
    return step / rise if step < rise else max(0.0, (steps - step) / (steps - rise))


def step(encoder: Encoder, batch: Batch, optimiser: torch.optim.Optimizer, recipe: Recipe) -> float:
    """One step of gradient descent; the loss of the batch."""
    encoder.train()
    attributed = bool((batch.parts != UNKNOWN).any())
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=recipe.bfloat16):
        vectors = encoder(batch.pieces, batch.shapes, batch.mask)
        names = encoder.names(vectors)
        parts = encoder.parts(vectors) if attributed else None
    at = batch.starts[:, 0], batch.starts[:, 1]
    loss = set_loss(names[at].float(), batch.labels)
    if parts is not None:
        loss = loss + F.cross_entropy(parts[at].float(), batch.parts, ignore_index=UNKNOWN)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return float(loss.detach())


def set_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    """Mean negative log of the probability that falls on the allowed labels of each word."""
    return (torch.logsumexp(scores, -1) - torch.logsumexp(scores.masked_fill(~allowed, -torch.inf), -1)).mean()


def save(path: Path, encoder: Encoder, optimiser, schedule, epoch: int, done: int) -> None:
    """Writes a checkpoint, whole or not at all."""
    state = {
        "encoder": encoder.state_dict(),
        "optimiser": optimiser.state_dict(),
        "schedule": schedule.state_dict(),
        "epoch": epoch,
        "done": done,
        "random": torch.get_rng_state(),
    }
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def resume(path: Path, encoder: Encoder, optimiser, schedule) -> tuple[int, int]:
    """Loads a checkpoint when there is one; the epoch and how many of its batches are done."""
    if not path.exists():
        return 0, 0
    state = torch.load(path, weights_only=True)
    encoder.load_state_dict(state["encoder"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    torch.set_rng_state(state["random"])
    print(f"resuming at epoch {state['epoch'] + 1}, batch {state['done']}", flush=True)
    return state["epoch"], state["done"]
