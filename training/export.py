"""A trained encoder → `models/`: ONNX, precision, calibration, manifest, model card."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor

from training import decode
from training.attributions import PART_LABELS
from training.corpora import Document
from training.encoder import Encoder, Pretrained
from training.evaluate import Scorer, Scores, as_labelled, edges, figures, part_figures, predict, scorer
from training.graph import FLOAT, LINEARS, Precision, build
from training.labels import LABELS
from training.windows import Batch

WINDOW_PIECES = 192
CONTEXT_PIECES = 32
# int8 may cost this much F1 on a dev set before a kind of layer goes back to f32.
TOLERANCE = 0.3
PRECISIONS = {
    "int8": Precision(frozenset(LINEARS), int8_words=True),
    "int8, feed-forward outputs in f32": Precision(
        frozenset(name for name in LINEARS if not name.endswith("outer")),
        frozenset(name for name in LINEARS if name.endswith("outer")),
        int8_words=True,
    ),
    "f32 stored in int8": Precision(stored_int8=frozenset(LINEARS), int8_words=True),
}
"""From the fastest to the most exact."""

Dev = dict[str, list[Document]]


@dataclass(frozen=True)
class Export:
    """What was written and how good it is."""

    precision: str
    float_figures: dict[str, dict[str, float]]
    dev_figures: dict[str, dict[str, float]]
    agreement: float
    """Share of words with the same label by PyTorch and by the f32 graph."""
    calibration: tuple[float, float]
    calibration_error: float
    part_figures: dict[str, float]
    """F1 of the words of each part of attributions, on the dev corpus of attributions."""
    float_part_figures: dict[str, float]
    shipped: Scorer
    """Scores by the graph that was written."""


def export(encoder: Encoder, dev: Dev, attributed: list[Document], calibrating: list[str], models: Path, today: str) -> Export:
    """Writes the model's files into `models` and says what they are; confidences are fitted on the dev corpora named `calibrating`."""
    encoder.eval()
    models.mkdir(parents=True, exist_ok=True)
    float_graph = session(build(encoder, FLOAT))
    agreement = same_labels(dev, scorer(encoder), float_graph)
    if agreement < 0.999:
        raise ValueError(f"the ONNX graph gives another label than PyTorch for {1 - agreement:.3%} of the words")
    float_figures = {name: figures(documents, float_graph) for name, documents in dev.items()}
    for precision, choice in PRECISIONS.items():
        graph = build(encoder, choice)
        chosen = session(graph)
        dev_figures = {name: figures(documents, chosen) for name, documents in dev.items()}
        print(precision, {name: f["ALL"] for name, f in dev_figures.items()}, flush=True)
        if all(dev_figures[name]["ALL"] >= float_figures[name]["ALL"] - TOLERANCE for name in dev):
            break
    onnx.save(graph, models / "encoder.onnx")
    shutil.copyfile(Pretrained.find().vocabulary, models / "vocab.txt")
    calibration, error = calibrate({name: dev[name] for name in calibrating}, chosen)
    parts = [part_figures(attributed, score) for score in (chosen, float_graph)]
    written = Export(precision, float_figures, dev_figures, agreement, calibration, error, *parts, chosen)
    write_manifest(models, written, today)
    return written


def session(graph: onnx.ModelProto) -> Scorer:
    """Scores by ONNX Runtime, a window a run as in the service."""
    runtime = onnxruntime.InferenceSession(graph.SerializeToString())

    def score(batch: Batch) -> Scores:
        scores = []
        for row in range(len(batch.windows)):
            length = int(batch.mask[row].sum())
            inputs = {"pieces": batch.pieces[row, :length].numpy(), "shapes": batch.shapes[row, :length].numpy()}
            at = batch.starts[batch.starts[:, 0] == row, 1].numpy()
            scores.append([head[at] for head in runtime.run(list(Scores._fields), inputs)])
        return Scores(*(torch.from_numpy(np.concatenate(head)) for head in zip(*scores, strict=True)))

    return score


def same_labels(dev: Dev, one: Scorer, other: Scorer) -> float:
    """The share of words to which two scorers give the same most probable label."""
    same = total = 0
    for documents in dev.values():
        for (_, _, a), (_, _, b) in zip(predict(documents, one, WINDOW_PIECES), predict(documents, other, WINDOW_PIECES), strict=True):
            same += int((a.names.argmax(-1) == b.names.argmax(-1)).sum())
            total += len(a.names)
    return same / total


def calibrate(dev: Dev, score: Scorer) -> tuple[tuple[float, float], float]:
    """Platt scaling of mention probabilities: slope and intercept, and the expected calibration error over ten bins.

    The error is that of folds whose scaling was fitted on the other folds; every dev corpus weighs the same.
    """
    probabilities, right, weights = [], [], []
    for documents in dev.values():
        found = list(mentions(documents, score))
        probabilities += [p for p, _ in found]
        right += [float(ok) for _, ok in found]
        weights += [1 / len(found)] * len(found)
    p, y, w = (torch.tensor(values, dtype=torch.float64) for values in (probabilities, right, weights))
    # A mean weight of 1 keeps the gradients in the range that the optimiser's tolerances are made for.
    w = w / w.mean()
    folds = torch.arange(len(p)) % 5
    confidences = torch.zeros_like(p)
    for fold in range(5):
        rest = folds != fold
        confidences[~rest] = scaled(p[~rest], platt(p[rest], y[rest], w[rest]))
    slope, intercept = platt(p, y, w)
    return (float(slope), float(intercept)), calibration_error(confidences, y, w)


def mentions(documents: list[Document], score: Scorer):
    """For each name found: the probability of its least sure word, and whether a gold name has its span and type.

    Types are those that the corpus labels; a name of a type that it has no word for is neither right nor wrong.
    """
    labelled = {t for d in documents for _, _, t in d.entities}
    for document, first, scores in predict(documents, score, WINDOW_PIECES):
        gold = {edges(document.text, s, e): t for s, e, t in document.entities}
        logs = torch.log_softmax(scores.names.float(), -1)
        path = decode.viterbi(scores.names)
        for start, end, type_ in decode.names(path):
            type_ = as_labelled(type_, labelled)
            if type_ in labelled:
                probability = float(min(logs[word, path[word]] for word in range(start, end)).exp())
                span = document.words[first + start][0], document.words[first + end - 1][1]
                yield probability, gold.get(edges(document.text, *span)) == type_


def odds(p: Tensor) -> Tensor:
    """Log-odds, kept finite."""
    p = p.clamp(1e-6, 1 - 1e-6)
    return torch.log(p / (1 - p))


def scaled(p: Tensor, scaling: Tensor) -> Tensor:
    """Confidences of probabilities by slope and intercept."""
    return torch.sigmoid(scaling[0] * odds(p) + scaling[1])


def platt(p: Tensor, y: Tensor, w: Tensor) -> Tensor:
    """Slope and intercept with the highest weighted likelihood."""
    scaling = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([scaling], max_iter=200)

    def closure() -> Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(scaling[0] * odds(p) + scaling[1], y, w)
        loss.backward()
        return loss

    optimiser.step(closure)
    return scaling.detach()


def calibration_error(confidences: Tensor, right: Tensor, weights: Tensor) -> float:
    """Expected calibration error (Naeini et al. 2015) over ten bins of equal width."""
    bins = (confidences * 10).long().clamp(max=9)
    error = 0.0
    for index in range(10):
        inside = bins == index
        weight = weights[inside].sum()
        if weight > 0:
            gap = ((confidences - right)[inside] * weights[inside]).sum() / weight
            error += float(weight / weights.sum() * gap.abs())
    return error


def write_manifest(models: Path, written: Export, today: str) -> None:
    """`manifest.json`, which the service reads (src/model/manifest.rs)."""
    files = {}
    for name in ("encoder.onnx", "vocab.txt"):
        content = (models / name).read_bytes()
        files[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest = {
        "version": f"{today}-{files['encoder.onnx']['sha256'][:8]}",
        "labels": list(LABELS),
        "parts": list(PART_LABELS),
        "window_pieces": WINDOW_PIECES,
        "context_pieces": CONTEXT_PIECES,
        "calibration": {"slope": round(written.calibration[0], 4), "intercept": round(written.calibration[1], 4)},
        "calibration_error": round(written.calibration_error, 4),
        "precision": written.precision,
        "agreement_onnx_pytorch": round(written.agreement, 6),
        "files": files,
        "dev": written.dev_figures,
        "dev_f32": written.float_figures,
        "attributions": written.part_figures,
        "attributions_f32": written.float_part_figures,
    }
    (models / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")
