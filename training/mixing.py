"""An encoder between two: one that knows names best, and one trained from it for names and attributions.

The joint training costs names more than it should. The mean of the two encoders' weights has nearly the one's names and much of the
other's attributions (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022). A part head trained anew on the mixed
vectors, which stay as they are, gives most of the rest back.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from training.corpora import Document
from training.encoder import Encoder, Parts
from training.windows import batches, pack

EPOCHS = 5
RATE = 2e-3
WORDS = 2048
"""How many words a step of the part head takes."""


def mix(encoder: Encoder, names: dict[str, Tensor], share: float) -> None:
    """Moves an encoder's weights back towards those that know names best, but for the part head; `share` of the difference is kept."""
    with torch.no_grad():
        for name, weight in encoder.named_parameters():
            if not name.startswith("parts."):
                weight.lerp_(names[name], 1 - share)


def refit(encoder: Encoder, documents: list[Document], capacity: int, seed: int) -> None:
    """Gives an encoder a part head of its own, trained on the encoder's vectors as they are."""
    vectors, labels = vectors_of(encoder, documents, capacity)
    torch.manual_seed(seed)
    head = Parts()
    optimiser = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (1 + (len(labels) - 1) // WORDS)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)
    for epoch in range(EPOCHS):
        for words in torch.randperm(len(labels)).split(WORDS):
            loss = F.cross_entropy(head(vectors[words].float()), labels[words])
            loss.backward()
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
        print(f"part head {epoch + 1}/{EPOCHS} loss {float(loss.detach()):.4f}", flush=True)
    encoder.parts = head


@torch.no_grad()
def vectors_of(encoder: Encoder, documents: list[Document], capacity: int) -> tuple[Tensor, Tensor]:
    """The vector of each word [words, HIDDEN], in bfloat16 to save room, and its index into PART_LABELS [words]."""
    encoder.eval()
    vectors, labels = [], []
    for batch in batches([window for document in documents for window in pack(document, capacity)], budget=4096):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = encoder(batch.pieces, batch.shapes, batch.mask)
        vectors.append(found[batch.starts[:, 0], batch.starts[:, 1]].to(torch.bfloat16))
        labels.append(batch.parts)
    return torch.cat(vectors), torch.cat(labels)
