# `make` or `make help` lists the targets. Everything happens in .venv; only Python, make and the package index are needed.
PYTHON ?= python3
BIN := .venv/bin
GOLD ?= ../shared/gold
TOOLS ?= ../shared/tools

.DEFAULT_GOAL := help
.PHONY: help demo test lint types unit bench accuracy docs generated programs lock build clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# two steps, so that the demo needs no development tools
.venv/installed: pyproject.toml requirements/dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements/dev.txt --editable .
	@touch $@

.venv/developed: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements/dev.txt
	@touch $@

demo: .venv/installed  ## judge the embedded example and show what a person would read
	@$(BIN)/fazhi-eval check --fail-on none examples/qinghe-2023.txt

test: lint types unit  ## linter, type checker and all tests

lint: .venv/developed  ## linter and formatter, checklists and phrasings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/fazhi-eval lint

types: .venv/developed  ## type checker
	$(BIN)/mypy

unit: .venv/developed  ## the tests alone
	$(BIN)/python -m pytest

bench: .venv/developed  ## speed, as ratios within one run
	$(BIN)/python -m benchmarks.speed

accuracy: .venv/developed  ## how well real reports are read and matched (needs ../shared)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python $(TOOLS)/score_reading.py $(GOLD)/*.yaml
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python $(TOOLS)/score_matching.py $(GOLD)/*.yaml
	$(BIN)/python -m benchmarks.matching $(GOLD)/*.yaml

docs: .venv/developed  ## the documentation as a site, into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

generated: .venv/developed  ## make again what is generated: schemas, docs from the law, golden files
	$(BIN)/python -m fazhi_eval.schemas
	$(BIN)/python -m fazhi_eval.checklists.pages
	$(BIN)/python -m fazhi_eval.hooks
	$(BIN)/python -m pytest -q --update-golden tests

programs:  ## programs that some tests need beyond Python (Debian; asks for root)
	sh .ci/programs

lock:  ## choose the newest allowed versions for development
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --upgrade pip
	.venv-lock/bin/python -m pip install --quiet --editable '.[all]' --group dev --group bench --group docs
	.venv-lock/bin/python -m pip freeze --exclude-editable > requirements/dev.txt
	rm -rf .venv-lock

build: .venv/developed  ## the wheel and the source distribution, into dist/
	$(BIN)/python -m build

clean:  ## remove what was built
	rm -rf .venv build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis
