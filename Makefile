# Everything starts here; `make` alone says what there is. Nothing but Python 3.11 or later and make is needed.

VENV := .venv
BIN := $(VENV)/bin
ROOMS := procedure documents models notifications sources casework config engine desk flows
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
# Proofs that take minutes: `make slow`, and in `.ci/run` after `make test`.
SLOW := tests/audit tests/faults tests/models/test_migration_faults.py tests/casework/test_backup.py tests/casework/test_refused_backups.py \
	tests/casework/test_backup_while_writing.py tests/casework/test_importing.py tests/desk/test_backup.py \
	tests/casework/test_as_read.py tests/casework/test_level.py tests/casework/test_passes.py \
	tests/casework/test_rehearsal.py tests/casework/test_recomputing.py tests/casework/test_downtime.py \
	tests/casework/test_older_register.py tests/casework/test_left_behind.py tests/casework/test_at_once.py \
	tests/casework/test_one_a_day.py tests/casework/test_clocks.py tests/casework/test_inherited.py tests/engine/test_rescue.py tests/casework/test_held_back.py tests/casework/test_spent.py tests/casework/test_wanted.py \
	tests/casework/test_delivery.py tests/casework/test_repairs.py \
	tests/desk/test_import.py tests/desk/test_secrets.py tests/desk/test_injection.py tests/engine/test_quiet.py
PURE := $(VENV)/pure
NEWEST := $(VENV)/newest
# What the pure rooms may use, and what runs their tests; everything else must be absent.
PURE_NEEDS := pendulum python-dateutil six tzdata jinja2 markupsafe lxml pypdf python-docx typst \
	pytest pytest-asyncio iniconfig packaging pluggy pygments hypothesis sortedcontainers typing-extensions \
	holidays

# Installed code is compiled once, whatever the surroundings say: Prefect starts in half the time.
unexport PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH

.DEFAULT_GOAL := help
.PHONY: help run test slow pure lint prove mutants faults figure look newest bench demo lock clean
.DELETE_ON_ERROR:

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' Makefile

run: $(VENV)/.run ## set up everything and start: register, server, screens, schedules, worker
	@$(BIN)/griffie up

test: $(VENV)/.test lint ## set up everything and run every check and test
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not look and not faults" $(addprefix --ignore=,$(SLOW))

slow: $(VENV)/.test ## the slower tests: seals, backups, bulk import, faults in their short form (several minutes)
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not look and not faults" $(SLOW)

pure: $(PURE)/.ready ## test the pure rooms where nothing else is installed
	@$(PURE)/bin/python -m pytest -p no:cacheprovider tests/procedure tests/documents

lint: $(VENV)/.test ## style, types, and who may import whom
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports --no-cache

prove: $(VENV)/.test ## reckon every term of 1966 to 2100 a second time, in another way (about ten minutes)
	@$(BIN)/python -m pytest -n 2 -p no:cacheprovider tests/procedure/proof_of_terms.py

mutants: $(VENV)/.test ## break the rules of terms on purpose and count what the tests notice (about a quarter of an hour)
	@$(BIN)/python tests/procedure/mutants.py

faults: $(VENV)/.test ## kill, fill the disk, break the mail server: the full forms, into docs/faults.md (apt-get install strace; some hours)
	@command -v strace >/dev/null || { echo "make faults needs strace (on Debian: apt-get install strace); it was not found." >&2; exit 1; }
	@FAULTS_TABLE=docs/faults.md $(if $(SEED),FAULTS_SEED=$(SEED)) $(BIN)/python -m pytest -n 2 --dist loadfile -m faults -rA tests

figure: $(VENV)/.test ## one figure of docs/reliability.md at full length: make figure F=R3
	@run=$$(test -z "$$(printf %s '$(F)' | tr -d 'A-Za-z0-9')" && sed -n 's/^| $(F) |[^|]*| `\([^`]*\)`.*/\1/p' docs/reliability.md); case "$$run" in \
		benchmarks/*) $(BIN)/python $$run ;; \
		tests/*) eval "$(BIN)/python -m pytest -m faults -rP $$run" ;; \
		*) echo "The figures stand in docs/reliability.md; one of them is run with make figure F=R3." >&2; exit 2 ;; \
	esac

look: $(VENV)/.test ## look at screens and verslagen (apt-get install chromium libreoffice-writer)
	@for program in chromium soffice; do command -v $$program >/dev/null || { \
		echo "make look needs $$program (on Debian: apt-get install chromium libreoffice-writer); it was not found." >&2; \
		exit 1; }; done
	@$(BIN)/python -m pytest -m look tests/look

newest: ## the newest versions that pyproject.toml allows, in a room of their own: server, runs and register (once a week)
	@$(FIND_PYTHON); "$$python" -m venv --clear $(NEWEST)
	@$(NEWEST)/bin/python -m pip --disable-pip-version-check --quiet --quiet install --upgrade -e '.[dev]'
	@$(NEWEST)/bin/python -m pip --disable-pip-version-check freeze --exclude-editable | grep -iE '^(prefect|fastapi|starlette|sqlalchemy|pydantic|uvicorn)=='
	@$(NEWEST)/bin/python -m pytest -p no:cacheprovider -m "not faults and not look" tests/engine/test_live.py

bench: $(VENV)/.test ## measure: quick commands, large registers
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python "$$file" || exit; done

demo: $(VENV)/.run ## replay a consultation of 2018, day by day, in a scratch register
	@$(BIN)/griffie demo

lock: $(VENV)/.test ## pin every dependency anew, with hashes and without naming an index (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv (https://docs.astral.sh/uv/)." >&2; exit 1; }
	@echo 'setuptools>=77' | $(LOCK) - pyproject.toml --output-file requirements.lock
	@echo 'setuptools>=77' | $(LOCK) - pyproject.toml --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock

LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links

clean: ## remove what was set up and built; registers (.griffie) stay
	@rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find $(ROOMS) tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# A stamp is newer than what it was made from, so that the second time takes no time.
$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/.made
	@echo "Installing what is needed to run (about a minute, once) …"
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q $(ROOMS)
	@touch $@

$(VENV)/.test: requirements-dev.lock requirements.lock pyproject.toml | $(VENV)/.made
	@echo "Installing what is needed to run and to test (about a minute, once) …"
	@$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q $(ROOMS)
	@touch $(VENV)/.run $@

$(VENV)/.made:
	@$(FIND_PYTHON); "$$python" -m venv $(VENV)
	@rm -f $(VENV)/.run $(VENV)/.test
	@touch $@

$(PURE)/.ready: requirements-dev.lock
	@$(FIND_PYTHON); "$$python" -m venv --clear $(PURE)
	@awk -v needs=" $(PURE_NEEDS) " '/^[a-zA-Z0-9]/ {split($$1, name, "[=\\[]"); keep = index(needs, " " name[1] " ")} keep' \
		requirements-dev.lock > $(PURE)/needs.txt
	@$(PURE)/bin/python -m pip --disable-pip-version-check --quiet --quiet install --no-deps --require-hashes -r $(PURE)/needs.txt
	@touch $@

# Sets $$python to the first Python that will do; PYTHON=… on the command line goes first.
FIND_PYTHON = python=; for candidate in "$(PYTHON)" python3.11 python3.12 python3.13 python3.14 python3 python; do \
	if [ -n "$$candidate" ] && "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' \
		>/dev/null 2>&1; then python="$$candidate"; break; fi; done; \
	if [ -z "$$python" ]; then echo "Griffie needs Python 3.11, 3.12, 3.13 or 3.14 with its venv module \
	(on Debian: apt-get install python3 python3-venv); none was found." >&2; exit 1; fi
