# What people call: make run, make test. Needs Python 3.11 or newer with venv, pip and make; nothing else.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PORT ?= 8000
ARGS ?=
UV ?= uv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: help run test lint format bench messages pins

help:
	@echo "make run [PORT=8010]   start the demonstration on http://127.0.0.1:8000"
	@echo "make test [ARGS=...]   run every test, in parallel"
	@echo "make lint              style of Python and templates"
	@echo "make format            write that style into the files"
	@echo "make bench             measure pages, saves and the assignment engine (some minutes)"
	@echo "make messages          compile the German catalogue"
	@echo "make pins [UPGRADE=1]  write the pinned requirement files anew (needs uv)"

run: .venv/pinned
	@DEMO=1 SITE_URL=http://127.0.0.1:$(PORT) exec $(BIN)/python manage.py up --port $(PORT)

# "auto" is one process per core; TEST_DATABASE_URL=postgres://… runs the same suite on that server.
test: .venv/pinned-dev
	@$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

lint: .venv/pinned-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --check templates

format: .venv/pinned-dev
	@$(BIN)/ruff check --fix --select I .
	@$(BIN)/ruff format .
	@$(BIN)/djlint --reformat --quiet templates || true # it answers 1 when it has changed something, and what the
	@$(BIN)/djlint --reformat --quiet templates || true # first pass breaks into lines is settled by the second

bench: .venv/pinned-dev
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python $$script; done

messages: .venv/pinned-dev
	@$(BIN)/python locale/messages.py

# Existing versions stay unless UPGRADE is set. Hashes come from the public index, whatever pip is configured to use.
COMPILE = $(UV) pip compile pyproject.toml --no-config --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make pins" --quiet $(if $(UPGRADE),--upgrade)

pins:
	@command -v $(UV) >/dev/null || { echo "make pins needs uv: pip install uv, then make pins UV=path/to/uv"; exit 1; }
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --group dev --constraints requirements.txt --output-file requirements-dev.txt

# One environment; the development set contains the running set, in the same versions.
.venv/pinned: requirements.txt
.venv/pinned-dev: requirements-dev.txt
.venv/pinned .venv/pinned-dev:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { \
		echo "No virtual environment could be made. On Debian: apt install python3-venv"; exit 1; }
	@echo "Installing the packages pinned in $< …"
	@$(PIP_INSTALL) -r $<
	@touch $@
