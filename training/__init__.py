"""Training of Dateline's encoder: corpora → multi-task fine-tuning → ONNX → quantisation → model card."""
