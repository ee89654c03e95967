# One command each: `make run` serves the atlas, `make test` checks it. Everything is installed
# into .venv beside this file; only packages from the package registry are needed.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

HOST ?= $(or $(HOA_HOST),127.0.0.1)
PORT ?= $(or $(HOA_PORT),8501)
# The first Python that is new enough; `make PYTHON=/path/to/python …` names another.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo "$$p"; break; }; done)

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install --quiet

.PHONY: help run build validate test slow lint format bench readme clean

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{printf "make %-10s %s\n", $$1, $$2}'

run: build ## Serve the atlas at http://HOST:PORT (127.0.0.1:8501), installing and building first
	@HOA_HOST="$(HOST)" HOA_PORT="$(PORT)" exec $(PY) -m dashboard

build: $(VENV)/.installed ## Build the data release; nothing to do when the tables are the same
	@$(PY) -m geodata build

validate: $(VENV)/.installed ## Check the tables and list every failure with its remedy
	@$(PY) -m geodata validate

test: lint build ## Linters, types, then every test, in the machine's Chromium and LibreOffice
	@browser="$$(sh .ci/browser.sh)" && office="$$(sh .ci/office.sh)" && \
		CHROMIUM="$$browser" SOFFICE="$$office" $(PY) -m pytest

slow: $(VENV)/.installed-dev build ## Make every brief of every country, language and format once
	@$(PY) -m pytest -m slow tests/slow

lint: $(VENV)/.installed-dev ## Linters, types and the direction of imports
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy --strict -p geodata -p layers
	$(VENV)/bin/lint-imports --no-logo

format: $(VENV)/.installed-dev ## Format the code and mend what the linter can mend
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: $(VENV)/.installed-dev build ## Measure times and sizes against their limits
	@browser="$$(sh .ci/browser.sh)" && CHROMIUM="$$browser" $(PY) -m tests.bench

readme: $(VENV)/.installed ## Write the generated parts of README.md again
	@$(PY) -m dashboard.readme --write

clean: ## Remove caches and .venv; tables and releases stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .bench test-artifacts
	find dashboard geodata layers pages tests -type d -name __pycache__ -prune -exec rm -rf {} +

# The stamps are newer than the lists of packages, so nothing is installed twice.
$(VENV)/.installed: requirements.txt constraints.txt
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or later is needed and none was found on PATH." >&2; \
		echo "Install it (Debian/Ubuntu: apt-get install python3 python3-venv), or name one: make PYTHON=/path/to/python run" >&2; \
		exit 1; fi
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing packages into $(VENV) (about a minute)"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@echo "Installing test packages into $(VENV)"
	@$(PIP) -r requirements-dev.txt
	@touch $@
