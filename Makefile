.DEFAULT_GOAL := help
PYTHON ?= python3

# What is in .venv: what the stack's start needs, what a whole Pamong here does, or everything.
RUNS := .venv/.runs
TRIES := .venv/.tries
READY := .venv/.installed

.PHONY: help install demo try up test bench faults faults-mutations lint

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s%s\n", $$1, $$2 }' Makefile

install: $(READY) ## everything into .venv, from Python 3.11 on; nothing to do when unchanged

$(TRIES): extras := [embedded]
$(TRIES): less := $(RUNS)
$(READY): extras := [dev,embedded]
$(READY): less := $(RUNS) $(TRIES)
$(RUNS) $(TRIES) $(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit(f"Pamong needs Python 3.11 or later; $(PYTHON) is {sys.version.split()[0]}. Try: make PYTHON=python3.11")'
	@test -x .venv/bin/pip || $(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet -c constraints.txt -e '.$(extras)'
	@touch $(less) $@

demo: $(TRIES) ## an office's first half-year, before your eyes (ONCE=1: end when it is told)
	@.venv/bin/pamong demo $(if $(ONCE),--once)

try: $(TRIES) ## the whole system with your own data: one process, data in ./var
	@.venv/bin/pamong up

up: $(RUNS) .env ## the production stack in containers; the first time it makes its secrets
	@.venv/bin/pamong deploy secrets secrets
	docker compose up -d --build --wait

.env:
	@echo "PAMONG_USER=$$([ $$(id -u) = 0 ] && echo 10001:10001 || echo $$(id -u):$$(id -g))" >$@

test: install ## every test, with a private store and a private RabbitMQ (ARGS=... for pytest)
	@.ci/rabbitmq && .venv/bin/pytest -n 2 --dist loadfile $(ARGS)

bench: install ## how fast it is, beside others and beside the limit (NAMES="follower relay")
	@.venv/bin/pip install --quiet -c constraints.txt -e '.[dev,embedded,bench]'
	@.ci/rabbitmq && .venv/bin/pamong bench $(NAMES)

faults: install ## a system at work, a nemesis at it, a count (DURATION=60 seconds, SEED=… for the same again)
	@.ci/rabbitmq && .venv/bin/python tests/faults

faults-mutations: install ## whether that count finds the mistakes that are planted in a copy of the bus
	@.venv/bin/python tests/faults/mutations.py

lint: install ## style, form, types, and who may import whom
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/lint-imports
