PYTHON ?= python3.11
BIN := .venv/bin
GEZINNEN ?= 100000
export PORT GEZINNEN INZAGE_RIJEN KEER VERS SECONDEN DUUR ZELF BESTAND
# Every process that starts would compile all modules again: a second each.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run backup restore test proeven reizen systeem check stijl typen instellingen sjablonen bench lock

help: ## deze lijst
	@grep -hE '^[a-z.]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 8

run: .venv ## start alles op deze computer: http://localhost:8000 (of PORT=...)
	@docker/systeem.sh
	@exec $(BIN)/python -m ggw.lokaal

backup: .venv ## bewaar de database in een bestand (BESTAND=... kiest waar); zie docs/beheer.md
	@$(BIN)/python -m ggw.lokaal.backup maak "$$BESTAND"

restore: .venv ## zet een backup terug in een lege database: BESTAND=...
	@$(BIN)/python -m ggw.lokaal.backup terug "$$BESTAND"

test: proeven reizen ## alle proeven, ook die in de browser

proeven: .venv systeem
	$(BIN)/pytest -n 2 --dist worksteal --ignore=tests/reis

reizen: .venv systeem
	$(BIN)/pytest tests/reis

systeem:
	@docker/systeem.sh proef

check: stijl typen instellingen sjablonen ## stijl, typen, migraties, productie-instellingen en sjablonen

stijl: .venv
	$(BIN)/ruff check
	$(BIN)/ruff format --check

typen: .venv
	$(BIN)/mypy

instellingen: .venv
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run --settings ggw.settings_test
	$(BIN)/python tests/platform/productie.py check --deploy --fail-level WARNING

sjablonen: .venv
	$(BIN)/djlint --lint --quiet templates

bench: .venv ## meet de snelheid (GEZINNEN=1000 is kort, DUUR=20 is een duurproef); zie docs/prestaties.md
	@docker/systeem.sh
	$(BIN)/python -m tests.prestatie

lock: .venv ## nieuwe slotbestanden, na een wijziging in pyproject.toml (LOCK=--upgrade vernieuwt alles)
	$(BIN)/uv pip compile $(LOCKEN) pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile $(LOCKEN) --constraint requirements.lock --extra lokaal --extra dev pyproject.toml --output-file requirements-dev.lock

LOCKEN = --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 $(LOCK)

.venv: requirements-dev.lock ## de Python-omgeving, precies volgens het slotbestand
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 ontbreekt. Installeer het, of geef PYTHON=/pad/naar/python."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { rm -rf .venv; echo "Een venv maken lukt niet. Op Debian: apt-get install python3-venv."; exit 1; }
	@echo "Python-pakketten installeren volgens requirements-dev.lock"
	@$(BIN)/python -m pip install --quiet --no-deps --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch .venv
