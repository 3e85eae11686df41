"""The error of confidences, and which names count."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluation"))

import calibration


def test_confidences_that_hold_have_no_error() -> None:
    error, bins = calibration.error([[(0.75, True), (0.75, True), (0.75, True), (0.75, False)]])
    assert error == pytest.approx(0)
    assert bins == [pytest.approx((0.75, 0.75, 1.0))]


def test_every_corpus_weighs_the_same() -> None:
    error, _ = calibration.error([[(0.95, True)] * 99, [(0.95, False)]])
    assert error == pytest.approx(0.45)


def test_names_are_judged_by_span_and_coarser_type(tmp_path: Path) -> None:
    text = "The Acme Bridge fell on Ann, a Dane"
    gold = {"text": text, "entities": [[4, 15, "LOCATION"], [24, 27, "PERSON"]]}

    def entity(type_: str, start: int, end: int, confidence: float) -> dict:
        return {"type": f"ENTITY_TYPE_{type_}", "mentions": [{"span": {"start": start, "end": end}, "confidence": confidence}]}

    answer = {"entities": [entity("FACILITY", 0, 15, 0.9), entity("LOCATION", 24, 27, 0.4), entity("NORP", 31, 35, 0.8)]}
    for name, content in (("gold", gold), ("answers", answer)):
        (tmp_path / name).write_text(json.dumps(content) + "\n", encoding="utf8")
    # No type of the corpus is a NORP, so that the Dane is neither right nor wrong.
    labelled = calibration.judged(tmp_path / "gold", tmp_path / "answers")
    assert labelled == [(0.9, True), (0.4, False)]
