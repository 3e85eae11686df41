"""Fine-tuning: all weights, AdamW, warm-up and linear decay, a checkpoint every few minutes from which it resumes."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from training.corpora import Document
from training.encoder import FRESH, Encoder, Pretrained
from training.evaluate import figures, scorer
from training.labels import LABELS
from training.windows import Batch, batches, pack


@dataclass(frozen=True)
class Articles:
    """What is trained on: the articles as they are, and by kind what each epoch adds some of (`variants.py`, `written/`)."""

    plain: list[Document]
    variants: dict[str, list[Document]]


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


def fit(train: Articles, dev: dict[str, list[Document]], recipe: Recipe, checkpoint: Path) -> Encoder:
    """Fine-tunes an encoder, printing dev figures after each epoch.

    `checkpoint` is written every five minutes and after each epoch; when it is there at the start, training goes on from it.
    """
    torch.manual_seed(recipe.seed)
    encoder = Encoder(len(LABELS))
    Pretrained.find().load_into(encoder)
    fresh = [p for name, p in encoder.named_parameters() if name.split(".")[0] in FRESH]
    base = [p for name, p in encoder.named_parameters() if name.split(".")[0] not in FRESH]
    groups = [{"params": base, "lr": recipe.rate}, {"params": fresh, "lr": recipe.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay, fused=True)
    steps = sum(len(epoch_batches(train, recipe, epoch)) for epoch in range(recipe.epochs))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_at(step, steps, recipe.warm_up))
    epoch, done = resume(checkpoint, encoder, optimiser, schedule)
    started = saved = time.monotonic()
    while epoch < recipe.epochs:
        plan = epoch_batches(train, recipe, epoch)
        for index, batch in enumerate(plan[done:], done):
            loss = step(encoder, batch, optimiser, recipe)
            schedule.step()
            if time.monotonic() - saved > 300:
                save(checkpoint, encoder, optimiser, schedule, epoch, index + 1)
                saved = time.monotonic()
            if index % 50 == 0:
                minutes = (time.monotonic() - started) / 60
                print(f"epoch {epoch + 1}/{recipe.epochs} batch {index}/{len(plan)} loss {loss:.4f} {minutes:.1f} min", flush=True)
        epoch, done = epoch + 1, 0
        save(checkpoint, encoder, optimiser, schedule, epoch, done)
        for name, documents in dev.items():
            print(f"epoch {epoch} {name}", figures(documents, scorer(encoder, recipe.bfloat16)), flush=True)
    return encoder


def epoch_batches(train: Articles, recipe: Recipe, epoch: int) -> list[Batch]:
    """The batches of one epoch, the same on every run: windows begin at other sentences in each epoch."""
    draw = random.Random(recipe.seed + epoch)
    smallest = recipe.window_pieces // 3
    documents = list(train.plain)
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
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=recipe.bfloat16):
        scores = encoder(batch.pieces, batch.shapes, batch.mask)
    loss = set_loss(scores[batch.starts[:, 0], batch.starts[:, 1]].float(), batch.labels)
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
