# `make` alone lists the targets. `make demo ONCE=1` plays the demo once and ends.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
FAST := tests/unit tests/contracts
WHOLE := tests/integration tests/journeys tests/faults
PARALLEL := -n 2 --dist loadfile
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help install demo up test fast backends lint types clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(READY)  ## make .venv with everything in it (needs Python 3.11 or newer)

demo: $(READY)  ## an office's first half-year, before your eyes
	$(BIN)/pamong demo $(if $(ONCE),--once)

up: $(READY)  ## run the whole system here, data in ./var
	$(BIN)/pamong up

test: $(READY) backends  ## all tests, on a real store and a real broker
	$(BIN)/pytest $(PARALLEL) $(wildcard $(FAST) $(WHOLE)) $(ARGS)

fast: $(READY)  ## the tests that need neither store nor broker
	$(BIN)/pytest $(wildcard $(FAST)) $(ARGS)

backends: $(READY)  ## see that there is a RabbitMQ to test with; as root on Debian, install it
	@$(BIN)/python -m chassis.testing.ready || { test "$$(id -u)" = 0 && command -v apt-get && .ci/apt rabbitmq-server; }

lint: $(READY)  ## ruff, format, types, and who may import whom
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

types: $(READY)  ## mypy alone
	$(BIN)/mypy

clean:  ## remove .venv and what tools have left
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -c constraints.txt -e '.[dev,embedded]'
	@touch $@
