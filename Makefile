# `make run` and `make test` set up all they need on a machine with Python >= 3.11 (with venv) and make.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/.ready
PEERS := .venv-bench/.ready
ARGS ?=

.PHONY: run test check rates bench lock clean
run: $(READY)
	$(BIN)/python -m bot run --demo $(ARGS)

test: $(READY)
	$(BIN)/python -m pytest $(ARGS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/house
	$(BIN)/python -m bot check

rates: $(READY)
	$(BIN)/python -m tests.rates

bench: $(READY) $(PEERS)
	$(BIN)/python -m tests.bench $(ARGS)

# One environment for running and testing; requirements.lock pins every version of both.
$(READY): pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "Passerelle needs Python 3.11 or newer."; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv -q --allow-existing --python $(PYTHON) .venv && \
	  uv pip install -q --python $(BIN)/python -c requirements.lock -e '.[dev]'; \
	else \
	  $(PYTHON) -m venv .venv && $(BIN)/python -m pip install -q --disable-pip-version-check -c requirements.lock -e '.[dev]'; \
	fi
	@touch $@

# What we compare ourselves with has an environment of its own; what can't be installed here is "not measured".
$(PEERS): tests/bench/peers/requirements.txt
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv -q --allow-existing --python $(PYTHON) .venv-bench; install="uv pip install -q --python .venv-bench/bin/python"; \
	else \
	  $(PYTHON) -m venv .venv-bench; install=".venv-bench/bin/python -m pip install -q --disable-pip-version-check"; \
	fi; \
	while read -r peer; do $$install "$$peer" || echo "$$peer: not installed, not measured"; done < $<
	@touch $@

lock:
	uv pip compile -q --universal --python-version 3.11 --extra dev --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.lock

clean:
	rm -rf .venv .venv-bench
