# The two commands that matter: make run, make test.
PY := .venv/bin/python

.PHONY: run test setup train lint types imports unit lock bench eval services
.PHONY: slow-first slow-second

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
	$(MAKE) -j2 --output-sync=target slow-first slow-second

# The slow tests in two lanes that take about as long: each waits for servers of its own most of the time.
FIRST_LANE := tests/conversations tests/channels/test_dialogues.py tests/channels/test_crash_of_bot.py

slow-first:
	$(PY) -m pytest -m slow $(FIRST_LANE)

slow-second:
	$(PY) -m pytest -m slow $(addprefix --ignore=,$(FIRST_LANE))

lock: setup
	.venv-uv/bin/uv pip compile -q requirements-dev.txt --python-version 3.10 --override overrides.txt --no-header -o requirements.lock

bench: setup
	$(PY) -m benchmarks.served
	$(PY) -m benchmarks.offers

eval: setup
	$(PY) -m benchmarks.eval
	$(PY) -m benchmarks.offers_judged
	$(PY) -m benchmarks.offers_coverage
