# The commands of this project. Only git, make and Python 3.11+ with venv are needed; the rest is installed from here.

PORT ?= 8000
# Tests that run at the same time.
PROCESSES ?= 2

export UV_PYTHON_DOWNLOADS = never

# A uv on the machine is used when it reads our lock file; else one of our own is installed in .uv.
UV := $(or $(shell uv --version 2>/dev/null | awk '{ split($$2, v, "."); if (v[1] > 0 || v[2] >= 8) print "uv" }'),.uv/bin/uv)
BIN := .venv/bin

.PHONY: help install developer run test test-sqlite test-postgresql coverage check format migrations messages layers rules bench

help:
	@echo "make run      the site at http://localhost:$(PORT)/ (PORT=…), with the plan of Turin"
	@echo "make install  what the site needs, without starting it"
	@echo "make test     the whole suite on SQLite and on PostgreSQL, with the coverage gate"
	@echo "make check    style, types, templates, layers, migrations, catalogues"
	@echo "make bench    costs of the main pages beside their budgets, in var/bench.json"
	@echo "make format   puts Python files in the house's form"

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9

# --inexact: the tools of a developer who has them stay.
install: $(filter .uv/bin/uv,$(UV))
	$(UV) sync --quiet --frozen --no-dev --inexact

developer: $(filter .uv/bin/uv,$(UV))
	$(UV) sync --quiet --frozen --inexact --group dev --extra pdf

run: install
	$(BIN)/portici up --port $(PORT)

test: developer
	$(MAKE) test-sqlite
	$(MAKE) test-postgresql
	$(MAKE) coverage

test-sqlite:
	COVERAGE_FILE=.coverage.sqlite PORTICI_DATABASE_URL= \
		$(BIN)/python -m pytest -n $(PROCESSES) --cov --cov-report=

test-postgresql:
	COVERAGE_FILE=.coverage.postgresql $(BIN)/python -m tests.postgresql -- \
		$(BIN)/python -m pytest -n $(PROCESSES) --cov --cov-report= -m "not browser"

# Every branch of rules, queries and services, over both databases together. The aim is 100: 99 stands here until the
# last branches of the working area have their tests.
GATED = */rules.py,*/rules/*,*/queries.py,*/queries/*,*/services.py,*/services/*

# Printing needs Pango, a library of the system; where it is missing those tests skip, and their file is left out.
coverage: PRINTING = $(shell $(BIN)/python -c "import weasyprint" >/dev/null 2>&1 || echo "--omit=*/portal/services/pdf.py")
coverage:
	@test -z "$(PRINTING)" || echo "Pango is not on this machine: portal/services/pdf.py is left out of the gate."
	$(BIN)/coverage combine --quiet --keep .coverage.sqlite .coverage.postgresql
	$(BIN)/coverage report --include='$(GATED)' $(PRINTING) --skip-covered --show-missing --fail-under=99

check: developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint src --lint --quiet
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tools.messages check
	$(BIN)/python -m tools.layers --check
	$(BIN)/python -m tools.rules_pages --check

format: developer
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .

# A name is asked for: `make migrations NAME=add_deadlines`.
migrations: developer
	$(BIN)/python manage.py makemigrations --name $(NAME)

# After a change of texts: collects them into the catalogues, where their Italian is then written.
messages: developer
	$(BIN)/python -m tools.messages collect

# After a change of imports between apps: draws them again in ARCHITECTURE.md.
layers: developer
	$(BIN)/python -m tools.layers

# After a change of rules: writes docs/rules/ again from their docstrings.
rules: developer
	$(BIN)/python -m tools.rules_pages

bench: developer
	$(BIN)/python -m benchmarks.run
