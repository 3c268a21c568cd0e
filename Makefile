# The two that matter: `make demo` starts a whole paper, `make test` checks everything.

PYTHON ?= $(or $(shell command -v python3.11),$(shell command -v python3))
VENV := .venv
BIN := $(VENV)/bin
PAPER_ON_POSTGRES ?= postgres://postgres@127.0.0.1:5432/postgres
TESTS := $(BIN)/python -m pytest -q -n 2
COMPILE := $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := help
.PHONY: help demo test lint format types check tests tests-postgres tests-browser torture audit \
	docs lock clean environment dev-environment

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: environment ## start the demonstration paper (PORT=… NEWSROOM_PORT=… ARGS=--check)
	@$(BIN)/python -m dateline.cli demo --site var/demo $(ARGS)

test: lint types check tests tests-postgres tests-browser ## everything that must hold

lint: dev-environment ## format, lint and the import contract, without changing anything
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: dev-environment ## types
	$(BIN)/mypy src/dateline

check: dev-environment ## settings, and that no migration is missing
	$(BIN)/python -m tests.manage check
	$(BIN)/python -m tests.manage makemigrations --check --dry-run

tests: dev-environment ## tests on SQLite
	$(TESTS) -m "not browser"

tests-postgres: dev-environment ## tests on PostgreSQL (DATELINE_TEST_DATABASE_URL=…)
	@DATELINE_TEST_DATABASE_URL="$${DATELINE_TEST_DATABASE_URL:-$(PAPER_ON_POSTGRES)}" \
		$(BIN)/python -m tests.postgres $(TESTS) -m "database and not browser"

tests-browser: dev-environment ## tests in Chromium
	@sh tests/browser/chromium.sh
	$(BIN)/python -m pytest -q -m browser

torture: dev-environment ## kill, fail and cut off every way a story takes; a million mutated requests
	DATELINE_TORTURE=1 $(TESTS) -rA tests/press/test_torture.py tests/press/test_two_presses.py
	DATELINE_TORTURE=1 $(TESTS) tests/stories/test_kills.py tests/newsstand
	@DATELINE_TEST_DATABASE_URL="$${DATELINE_TEST_DATABASE_URL:-$(PAPER_ON_POSTGRES)}" \
		DATELINE_TORTURE=1 $(BIN)/python -m tests.postgres $(TESTS) -rA \
		tests/stories/test_kills.py tests/press/test_torture.py

audit: dev-environment ## axe, Nu HTML checker and Lighthouse over the demo (needs Node.js and Java)
	@sh tests/browser/chromium.sh
	$(BIN)/python benchmarks/audit/run.py $(ARGS)

format: dev-environment ## put the code into its one form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: dev-environment ## the documentation, as HTML in docs/_build
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build

lock: dev-environment ## lock the dependencies again, with hashes
	$(COMPILE) --output-file requirements.lock requirements.in
	$(COMPILE) --output-file requirements-dev.lock requirements-dev.in

clean: ## remove what was built; the demo's paper and the environment stay
	rm -rf build dist docs/_build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@test -n "$(PYTHON)" || { \
		echo "Python 3.11 is missing: run sudo apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) deploy/environment.py $(VENV) requirements.lock

dev-environment:
	@test -n "$(PYTHON)" || { \
		echo "Python 3.11 is missing: run sudo apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) deploy/environment.py $(VENV) requirements.lock requirements-dev.lock
