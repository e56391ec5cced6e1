# Everything works in .venv, which the first target makes. `make demo` and `make test` are all a newcomer needs.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test test-newest check lint types graphiql evaluate bench lock audit clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/installed: pyproject.toml hatch_build.py docs/graphql.md $(wildcard api/graphql/graphiql/web/*.*)
	@$(PYTHON) -c 'import sys; sys.exit("Rostra needs Python 3.11 or newer: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	@echo "Installing into .venv (once) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/developer: pyproject.toml Makefile .venv/installed
	@echo "Installing what tests need (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,train,parquet,plot]'
	@touch $@

demo: .venv/installed ## load the examples, ask three questions, write graph.ttl, leave the service running
	@$(BIN)/rostra demo

test: .venv/developer ## run the tests, on every engine that can be had
	@$(BIN)/pytest -n 2 --dist loadfile

test-newest: .venv/developer ## the tests of graph and API on the newest Neo4j; needs Java 21 or Docker
	@ROSTRA_TEST_NEO4J_VERSION=newest $(BIN)/pytest tests/graph tests/api/graphql tests/engines

lint: .venv/developer ## ruff's lint and format, and changes of the GraphQL schema that break clients
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/python -m api.graphql.sdl --check

types: .venv/developer ## mypy, strict
	@$(BIN)/mypy

check: lint types test ## all of them

graphiql: .venv/installed ## build the page at /graphql, from npm
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@test -f api/graphql/graphiql/built/index.html || { echo "npm could not be reached." >&2; exit 1; }

evaluate: .venv/developer ## score extraction: make evaluate DATA=DIR
	@$(BIN)/python -m bench.evaluate $(DATA)

bench: .venv/developer ## measure: make bench NAME=load
	@$(BIN)/python -m bench.$(NAME)

lock: .venv/developer ## pin all packages with their hashes in requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes --no-annotate \
		--no-header --no-emit-index-url --no-emit-find-links pyproject.toml --output-file requirements.lock

audit: ## look up known weaknesses of the locked packages, where their data can be reached
	@$(PYTHON) -m venv .venv-audit && .venv-audit/bin/pip install --quiet --disable-pip-version-check pip-audit
	@.ci/audit .venv-audit/bin/pip-audit

clean: ## remove what was installed and cached
	rm -rf .venv .venv-audit .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	rm -rf api/graphql/graphiql/built api/graphql/graphiql/web/node_modules
