# Every command of the project. `make help` lists them; continuous integration calls the same lines.
SHELL := /bin/bash
.DEFAULT_GOAL := help
UV := .tools/uv/bin/uv
BIN := .venv/bin
PYTHON ?= python3
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
export UV_SYSTEM_CERTS := true
export JANJI_PORT ?= 8000
# Hundreds of processes are started; what was compiled once is kept, whatever the machine usually does.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run demo test test-postgres check format journeys chromium tesseract bench endurance clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

setup: .venv/.ready ## make the environment (.venv) from the lock file

$(UV): tools/uv.txt
	@echo "Menyiapkan uv …"
	@rm -rf .tools/uv && $(PYTHON) -m pip install --quiet --require-hashes --no-deps --target .tools/uv -r tools/uv.txt
	@touch $(UV)

.venv/.ready: $(UV) pyproject.toml uv.lock
	@echo "Menyiapkan lingkungan dari uv.lock …"
	@$(UV) sync --quiet --frozen --no-build --python $(PYTHON)
	@touch $@

run: setup ## set up, migrate, load the example if empty, serve on JANJI_PORT
	@$(BIN)/janji serve

demo: setup ## put the example (Kecamatan Ajibarang 2019) into the database
	@$(BIN)/janji demo

check: setup ## formatting, lint, types, contracts and the quick tests (under 30 seconds)
	@tools/check

format: setup ## put code and templates into shape
	@$(BIN)/ruff check --quiet --fix-only . && $(BIN)/ruff format --quiet . && $(BIN)/djlint --quiet --reformat src || true

test: setup chromium tesseract ## everything, the browser journeys included, on SQLite
	@tools/check all

test-postgres: setup chromium tesseract ## every test once more, on a throw-away PostgreSQL
	@tools/install postgresql
	@$(BIN)/python tools/postgres.py $(BIN)/pytest -n 4 --dist worksteal

journeys: setup chromium ## only the browser journeys
	@$(BIN)/pytest tests/journeys

chromium:
	@tools/install chromium

tesseract:
	@tools/install tesseract-ocr

bench: setup ## measure: reading, papers, registers, and a regency under load on both databases
	@tools/install postgresql && tools/install wrk
	@$(BIN)/python -m benchmarks && $(BIN)/python -m benchmarks.regency

endurance: setup ## prove that no save is lost: 8 processes for 60 s, 100 kills, on both databases (ten minutes on a quiet machine)
	@tools/install postgresql
	@$(BIN)/python -m benchmarks.endurance

clean: ## remove what the commands made (the data folder stays)
	@rm -rf .venv .tools .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis static
