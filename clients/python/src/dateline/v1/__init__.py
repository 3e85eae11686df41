"""The messages of dateline.v1, generated from `proto/dateline/v1`; `Document.message` and its like hold them."""
