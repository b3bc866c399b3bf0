PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: help
help: ## deze lijst
	@grep -hE '^[a-z.]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv: requirements-dev.lock ## de Python-omgeving, precies volgens het slotbestand
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 ontbreekt. Installeer het, of geef PYTHON=/pad/naar/python."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch .venv
