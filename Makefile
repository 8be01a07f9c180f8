# Two commands are all a newcomer needs:
#   make run    sets everything up and opens the dashboard on port 8501
#   make test   sets everything up and runs the tests, the real browser included
PY ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8501
ADDRESS ?= 127.0.0.1
BROWSER ?= chromium
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
# uv installs the same pins several times faster; pip does it where uv is missing.
INSTALL = if command -v uv >/dev/null 2>&1; then uv pip install -q --python $(BIN)/python $(1); \
	else $(BIN)/python -m pip install -q --disable-pip-version-check $(1); fi

.DEFAULT_GOAL := help
.PHONY: help run test check fix bench evaluate survive screenshot lock browser clean

help:  ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.run-ok  ## Set up and open the dashboard (PORT=8501 ADDRESS=127.0.0.1)
	@$(BIN)/gazette gazetteer build
	@$(BIN)/gazette serve --port $(PORT) --address $(ADDRESS)

test: $(VENV)/.dev-ok browser  ## Set up and run the tests (BROWSER=none leaves the browser tests out)
	@$(BIN)/gazette gazetteer build
	@if [ "$(BROWSER)" = none ]; then \
		echo "BROWSER=none: the tests that need a real browser are left out."; \
		$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser" $(PYTEST); \
	else \
		$(BIN)/python -m pytest -n 2 --dist loadfile $(PYTEST); \
	fi

check: $(VENV)/.dev-ok  ## Formatting, lint, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@! grep -nE '://|--(extra-)?index-url|--find-links' requirements.txt requirements-dev.txt \
		|| { echo "A requirements file names an address: run 'make lock'."; exit 1; }

fix: $(VENV)/.dev-ok  ## Format and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev-ok browser  ## Print the performance tables, each beside what a user would have picked instead
	@$(BIN)/gazette gazetteer build
	@$(BIN)/python -m tests.benchmarks

evaluate: $(VENV)/.run-ok  ## Print the quality tables (CORPORA=folder adds the public corpora)
	@$(BIN)/gazette gazetteer build
	@$(BIN)/gazette evaluate $(if $(CORPORA),--corpora $(CORPORA))

survive: $(VENV)/.dev-ok  ## Kill writers 500 times and press the server with readers (about eighty minutes)
	@$(BIN)/gazette gazetteer build
	@$(BIN)/python -m tests.reliability kills --count 500
	@$(BIN)/python -m tests.reliability load --readers 50 --minutes 5 --adding 1000
	@$(BIN)/python -m tests.reliability load --readers 100 --minutes 2 --adding 500
	@$(BIN)/python -m tests.reliability editors --editors 8 --minutes 5
	@$(BIN)/python -m tests.reliability soak --minutes 60

screenshot: $(VENV)/.dev-ok browser  ## Take the README's picture of the demo collection again
	@$(BIN)/python docs/take_screenshot.py

lock: $(VENV)/bin/python  ## Pin the dependencies again, without addresses
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links -c requirements.txt requirements-dev.in -o requirements-dev.txt

browser:
	@if [ "$(BROWSER)" = none ] || command -v chromium >/dev/null 2>&1 || [ -n "$$GAZETTE_CHROMIUM" ]; then :; \
	elif command -v apt-get >/dev/null 2>&1; then \
		echo "Installing Chromium for the browser tests ..."; \
		{ $(SUDO) apt-get update -q && $(SUDO) apt-get install -y -q --no-install-recommends chromium; } >/dev/null 2>&1; \
	fi
	@if [ "$(BROWSER)" != none ] && ! command -v chromium >/dev/null 2>&1 && [ -z "$$GAZETTE_CHROMIUM" ]; then \
		echo "The browser tests need Chromium, and it could not be installed here."; \
		echo "Install it ('apt-get install chromium' as root on Debian), or name one with"; \
		echo "GAZETTE_CHROMIUM=/path/to/chromium make test, or leave those tests out: make test BROWSER=none"; \
		exit 1; \
	fi

clean:  ## Remove the environment and what tools left behind
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .coverage htmlcov *.egg-info

$(VENV)/bin/python:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed, for example: make run PY=python3.12"; exit 1; }
	@$(PY) -c 'import ensurepip, venv' 2>/dev/null \
		|| { $(SUDO) apt-get update -q && $(SUDO) apt-get install -y -q python3-venv; } >/dev/null
	@echo "Making the environment in $(VENV) ..."
	@$(PY) -m venv $(VENV)

$(VENV)/.run-ok: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned dependencies ..."
	@$(call INSTALL,-r requirements.txt)
	@$(call INSTALL,--no-deps -e .)
	@touch $@

$(VENV)/.dev-ok: requirements-dev.txt $(VENV)/.run-ok
	@echo "Installing the development tools ..."
	@$(call INSTALL,-r requirements-dev.txt)
	@touch $@
