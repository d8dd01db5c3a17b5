# make demo | demo-again | run | test | test-postgres | check | audit | sbom | soak | bench | gallery | house | lock
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The locks name every package, so there is nothing to resolve. uv needs a tenth of pip's time; where
# only pip has been told of a source, pip does it.
LOCKED := --quiet --no-deps --require-hashes -r
PIP := $(BIN)/python -m pip install --disable-pip-version-check $(LOCKED)
INSTALL = $(BIN)/uv pip install --python $(BIN)/python $(LOCKED) $(1) || $(PIP) $(1)
# What has a store, and so is run on a server of databases too.
ON_SERVER := tests/db tests/pages tests/access tests/documents tests/browser tests/deploy/test_two_processes.py
SERVE := $(BIN)/python -m db serve
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url

# Bytecode is kept, also where the environment says not to: each of the many processes that the tests
# and the servers are would otherwise compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: types style imports security demo demo-again run test test-postgres test-kept check audit sbom soak bench gallery house lock format chromium office clean

demo: $(VENV)/app
	@UNGESPOR_DATABASE_URL=duckdb:///data/demo.duckdb $(BIN)/python -m db demo --if-empty
	@UNGESPOR_DATABASE_URL=duckdb:///data/demo.duckdb $(SERVE)

demo-again: $(VENV)/app
	@UNGESPOR_DATABASE_URL=duckdb:///data/demo.duckdb $(BIN)/python -m db demo --again
	@UNGESPOR_DATABASE_URL=duckdb:///data/demo.duckdb $(SERVE)

run: $(VENV)/app
	@$(SERVE)

test: $(VENV)/checks chromium office
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-postgres: $(VENV)/checks chromium office
	$(BIN)/python -m tests.postgres $(BIN)/python -m pytest $(ON_SERVER) -n 2 --dist loadfile --no-loadscope-reorder

# Every kept answer that is given is made anew as well, and has to be the same.
test-kept: $(VENV)/checks office
	$(BIN)/python -m pytest -p tests.kept_checked --ignore=tests/browser -n 2 --dist loadfile --no-loadscope-reorder

soak: $(VENV)/checks chromium office
	UNGESPOR_SOAK=1 $(BIN)/python -m pytest tests/soak -n 0 -s

# Two at a time: the types alone take as long as all the others.
check: $(VENV)/checks
	@$(MAKE) --no-print-directory --output-sync=target --jobs=2 types style imports security

types style imports security: $(VENV)/checks

types:
	$(BIN)/mypy

style:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

imports:
	$(BIN)/lint-imports

security:
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml core db pages streamlit_app.py

audit: $(VENV)/checks
	$(BIN)/python .ci/audit.py

sbom: $(VENV)/checks
	$(BIN)/cyclonedx-py requirements --output-reproducible --of JSON requirements.txt -o sbom.json

format: $(VENV)/checks
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/checks
	$(BIN)/python benchmarks/bench.py

gallery: $(VENV)/checks chromium
	$(BIN)/python -m tests.browser.gallery

house: $(VENV)/checks
	$(BIN)/python -m tests.drawn_house

chromium: $(VENV)/checks
	@$(BIN)/python -m tests.browser.chromium

office: $(VENV)/checks
	@$(BIN)/python -m tests.documents.office

lock: $(VENV)/checks
	$(LOCK) --upgrade requirements-uv.in -o requirements-uv.txt
	$(LOCK) --upgrade requirements.in -o requirements.txt
	$(LOCK) --upgrade requirements-dev.in -o requirements-dev.txt

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/bin/uv: requirements-uv.txt | $(VENV)/bin/python
	$(PIP) requirements-uv.txt
	@touch $@

$(VENV)/app: requirements.txt | $(VENV)/bin/uv
	@$(call INSTALL,requirements.txt)
	@touch $@

$(VENV)/checks: requirements-dev.txt | $(VENV)/bin/uv
	@$(call INSTALL,requirements-dev.txt)
	@touch $@ $(VENV)/app

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
