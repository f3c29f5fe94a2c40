# Thin on purpose: each target is one or two plain commands, which `make help` shows, so that
# the same works where there is no make.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
VENV = .venv/Scripts/python.exe
else
VENV = .venv/bin/python
endif
PYTEST_FLAGS ?= -n 2 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL = help
.PHONY: help setup run test check format lock bench soak doctor backup

help:
	@$(PYTHON) tools/help.py

setup:
	@$(PYTHON) tools/setup.py run

run: setup
	@$(VENV) -m bot up

doctor: setup
	@$(VENV) -m bot doctor

backup: setup
	@$(VENV) -m bot backup

.PHONY: setup-test
setup-test:
	@$(PYTHON) tools/setup.py test

test: setup-test
	@$(VENV) -m pytest $(PYTEST_FLAGS)

check: setup-test
	@$(VENV) -m tools.check

format: setup-test
	@$(VENV) -m tools.check --fix

soak: setup-test
	@$(VENV) -m benchmarks.soak

bench: setup-test
	@$(VENV) -m benchmarks
	@$(VENV) -m benchmarks.matching
	@$(VENV) -m benchmarks.broadcast --quick

lock:
	@$(PYTHON) tools/lock.py
