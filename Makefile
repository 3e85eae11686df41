# What people and machines run. `make` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

OUT := $(CURDIR)/out
PYTHON ?= python3
GRPCURL_VERSION := v1.9.3
BUF_VERSION := 1.75.0
# The folder of the corpora; see training/README.md.
CORPORA ?= $(wildcard ../shared/data)

export PATH := $(OUT)/bin:$(PATH)

# Where cargo puts the binary of a profile.
binary = "$$(cargo metadata --format-version 1 --no-deps | $(PYTHON) -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')/$(1)/dateline"

.PHONY: help test test-rust test-python eval bench lint format stubs readme train clean grpcurl

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

test: ## Everything that must pass: Rust, documentation, the Python client, grpcurl
	@failed=0; \
	$(MAKE) --no-print-directory test-rust || failed=1; \
	$(MAKE) --no-print-directory test-python || failed=1; \
	$(PYTHON) .ci/totals.py $(OUT)/test-rust.log $(OUT)/test-python.log || failed=1; \
	exit $$failed

test-rust: $(OUT)/client/made grpcurl ## The tests of the crate, over the wire and of the command line too
	@rm -f $(OUT)/test-rust.log
	DATELINE_PYTHON=$(OUT)/client/bin/python cargo test --locked --no-fail-fast 2>&1 </dev/null | tee $(OUT)/test-rust.log

test-python: $(OUT)/client/made ## The tests of the Python client and of the training's labels
	@rm -f $(OUT)/test-python.log
	cargo build --locked --bin dateline
	DATELINE_BINARY=$(call binary,debug) $(OUT)/client/bin/python -m pytest -q clients/python training/tests 2>&1 </dev/null | tee $(OUT)/test-python.log

eval: ## Every figure against its bar: make eval CORPORA=../shared/data
	@test -d "$(CORPORA)" || { echo "make eval takes the folder of the corpora: make eval CORPORA=../shared/data" >&2; exit 2; }
	$(PYTHON) training/evaluation/evaluate.py $(CORPORA)

bench: ## Speed, start and memory; against another model with DATELINE_BENCH_MODEL=its folder
	cargo bench --locked --bench '*'

lint: $(OUT)/client/made ## rustfmt, clippy, ruff, buf (where there is npx)
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	@if command -v npx >/dev/null; then set -x; npx --yes @bufbuild/buf@$(BUF_VERSION) lint; else echo "SKIPPED: buf lint, there is no npx" >&2; fi
	$(OUT)/client/bin/ruff check .ci training clients/python

stubs: $(OUT)/stubs/made ## Regenerates the Python stubs from proto/
	$(OUT)/stubs/bin/python clients/python/generate_stubs.py

readme: ## Writes the output of README.md's first example anew
	UPDATE_README=1 cargo test --locked --test cli the_readme_shows_real_output

format: ## Formats the Rust sources
	cargo fmt

train: $(OUT)/trainer/made ## Trains the model: make train CORPORA=../shared/data [PERMISSIVE=1]
	@test -d "$(CORPORA)" || { echo "make train takes the folder of the corpora: make train CORPORA=../shared/data" >&2; exit 2; }
	$(OUT)/trainer/bin/python -m training $(CORPORA) $(if $(PERMISSIVE),--permissive)
	$(if $(PERMISSIVE),,$(OUT)/trainer/bin/python -m training.joining $(CORPORA))
	$(if $(PERMISSIVE),,$(OUT)/trainer/bin/python -m training.antecedents $(CORPORA))

clean: ## Removes what was built
	rm -rf $(OUT)
	cargo clean

# Environments of their own: the client with its test tools, the stub generator, training. The file tells when each was made.
$(OUT)/client/made: clients/python/pyproject.toml
	$(PYTHON) -m venv $(@D)
	@# A Python that has no wheel of the stub generator goes without the test that the stubs are fresh.
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --only-binary grpcio-tools --editable 'clients/python[test,lint,stubs]' || \
		$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --editable 'clients/python[test]'
	@touch $@

$(OUT)/stubs/made: clients/python/pyproject.toml
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check 'clients/python[stubs]'
	@touch $@

$(OUT)/trainer/made: training/requirements.txt
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

# grpcurl is for a test that goes without it where there is no Go.
grpcurl:
	@if command -v grpcurl >/dev/null; then :; \
	elif command -v go >/dev/null && test -x "$$(go env GOPATH)/bin/grpcurl"; then :; \
	elif ! command -v go >/dev/null; then echo "SKIPPED: grpcurl is not installed and there is no Go to build it" >&2; \
	else GOBIN=$(OUT)/bin go install github.com/fullstorydev/grpcurl/cmd/grpcurl@$(GRPCURL_VERSION) || echo "SKIPPED: grpcurl could not be built" >&2; fi
