# The two commands that matter: make run, make test.
PY := .venv/bin/python

.PHONY: run test setup train lint types imports unit lock bench eval services
.PHONY: slow-dialogues slow-others

run: setup
	$(PY) -m bot serve

test: setup services lint types imports unit

services:
	@scripts/test-services

setup:
	@scripts/setup

train: setup
	$(PY) -m bot train

lint:
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types:
	$(PY) -m mypy

imports:
	.venv/bin/lint-imports --no-cache

unit:
	$(PY) -m pytest -m "not slow"
	$(PY) -m bot train --if-old
	$(MAKE) -j2 --output-sync=target slow-dialogues slow-others

# The slow tests in two lanes: each waits for servers of its own most of the time.
slow-dialogues:
	$(PY) -m pytest -m slow tests/conversations

slow-others:
	$(PY) -m pytest -m slow --ignore tests/conversations

lock: setup
	.venv-uv/bin/uv pip compile -q requirements-dev.txt --python-version 3.10 --override overrides.txt --no-header -o requirements.lock

bench: setup
	$(PY) -m benchmarks.served
	$(PY) -m benchmarks.offers

eval: setup
	$(PY) -m benchmarks.eval
	$(PY) -m benchmarks.offers_judged
	$(PY) -m benchmarks.offers_coverage
