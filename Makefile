# make        sets up .venv, checks the curated records, writes maps/
# make test   sets up .venv with the developers' tools, runs lint, types, the import contract and every test
# Both install pinned versions by hash, and only when the pins have changed.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input install
MANIFEST := pyproject.toml geodata/_version.py

.PHONY: all maps test lint pins clean
.DELETE_ON_ERROR:

all: .venv/run.stamp
	$(BIN)/geodata check
	$(BIN)/geodata map

maps: .venv/run.stamp
	$(BIN)/geodata map

test: lint
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: .venv/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "geodata needs Python 3.11 or later as $(PYTHON); name another one with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	|| { echo "$(PYTHON) cannot make virtual environments here; on Debian: sudo apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt $(MANIFEST) | .venv/bin/python
	$(PIP) --require-hashes --only-binary :all: -r requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# The developers' pins hold those of requirements.txt as well.
.venv/dev.stamp: requirements-dev.txt $(MANIFEST) | .venv/bin/python
	$(PIP) --require-hashes --only-binary :all: -r requirements-dev.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ .venv/run.stamp

# hatchling builds the editable install; colorama is what click and pytest need on Windows.
COMPILE := printf 'colorama\nhatchling\n' | $(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras \
	--allow-unsafe --no-annotate --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

pins: .venv/dev.stamp
	$(PIP) pip-tools
	$(COMPILE) --output-file requirements.txt pyproject.toml -
	$(COMPILE) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml -
	for file in requirements.txt requirements-dev.txt; do \
		{ echo '# Pinned by hash for every platform that has wheels. Remade by: make pins'; sed '/^$$/d' $$file; } >$$file.new && mv $$file.new $$file; \
	done

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find geodata tests -name __pycache__ -type d -prune -exec rm -rf {} +
