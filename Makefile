# Everything that is done with this tree. `make run` and `make test` need nothing but Python 3.11 or newer.
SHELL := /bin/sh
BIN := .venv/bin
STAMP := .venv/ready
PYTHON ?= python3
export PYTHON
# Nobody's own settings and projects are touched by what runs here; `run` alone works with the person's own.
HOME_FOR_TESTS := $(CURDIR)/build/home

.PHONY: help environment run test checks bench soak pictures bundle bundle-test keyboard-test deb lock format clean

help:
	@echo "make run          the window on the sample project (offscreen, with pictures, where there is no screen)"
	@echo "make test         all checks and all tests"
	@echo "make bench        the measurements, also as build/bench.json"
	@echo "make soak         20,000 random gestures in the window: nothing breaks, nothing leaks, the page stays as it should be"
	@echo "make pictures     the pictures of the window in docs/pictures"
	@echo "make bundle       dist/glossator: the program in one folder, with its own Python"
	@echo "make deb          the Debian package, under dist/"
	@echo "make bundle-test  installs that package into a fresh place and drives it with keys"
	@echo "make keyboard-test  the same with the source tree's own command"
	@echo "make lock         requirements.lock anew from pyproject.toml"
	@echo "make format       ruff: sorts imports and formats"
	@echo "make clean        takes away what was built, not the environment"

$(STAMP): requirements.lock pyproject.toml packaging/environment.sh
	@packaging/environment.sh
	@touch $@

environment: $(STAMP)
	@$(BIN)/python packaging/system_libraries.py

run: environment
	@$(BIN)/python packaging/run.py

test: environment checks
	@rm -rf build/coverage && mkdir -p build/coverage
	QT_QPA_PLATFORM=offscreen GLOSSATOR_HOME=$(HOME_FOR_TESTS) \
		$(BIN)/python -m pytest -n 2 -q --cov=reader.core --cov=reader.project --cov-report=
	@printf 'Coverage of core, branches counted (at least 95): '
	@$(BIN)/coverage report --format=total --fail-under=95 --include='reader/core/*'
	@printf 'Coverage of project, branches counted (at least 95): '
	@$(BIN)/coverage report --format=total --fail-under=95 --include='reader/project/*'

checks: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/deptry .

bench: environment
	QT_QPA_PLATFORM=offscreen GLOSSATOR_HOME=$(HOME_FOR_TESTS) $(BIN)/python -m tests.bench

soak: environment
	QT_QPA_PLATFORM=offscreen GLOSSATOR_HOME=$(HOME_FOR_TESTS) $(BIN)/python -m tests.soak

pictures: environment
	$(BIN)/python packaging/pictures.py

bundle: environment
	$(BIN)/python packaging/bundle.py

deb: bundle
	$(BIN)/python packaging/deb.py

bundle-test: deb
	$(BIN)/python packaging/bundle_test.py

keyboard-test: environment
	$(BIN)/python packaging/bundle_test.py --source

lock:
	@$(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet --disable-pip-version-check uv
	build/lock/bin/uv pip compile --quiet pyproject.toml --group dev --universal --generate-hashes --no-header --no-annotate \
		--python-version 3.11 --output-file requirements.lock

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf build dist
