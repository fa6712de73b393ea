# Two commands: `make site` and `make test`. Both set up what they need; as root on Debian that includes system packages.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL = if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1) >/dev/null; else false; fi

.PHONY: site serve test check types format bench lock vendor clean chromium programs

site: $(VENV)/.done ## build the site
	$(BIN)/kb build
	@echo "To look at it: make serve, then open http://127.0.0.1:8000/"

serve: $(VENV)/.done ## build it, show it, and rebuild on every change
	$(BIN)/kb serve

test: $(VENV)/.done-dev chromium programs check ## run every check and every test
	$(BIN)/pytest -n 3 # browser tests wait more than they compute

check: $(VENV)/.done-dev types ## style, types, data
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/kb check --strict

types: ## those of the JavaScript
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory node_modules/.done && node_modules/.bin/tsc; \
	else echo "npm is missing, so the types of the JavaScript are not checked: as root, apt-get install npm"; fi

format: $(VENV)/.done-dev ## put code and data into their canonical form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/kb fmt
	$(BIN)/python -m kb.read.schema --root .
	$(BIN)/python -m kb.contract.typescript

bench: $(VENV)/.done-dev ## measure speed and size beside other tools
	$(BIN)/python benchmarks/run.py --write
	$(BIN)/python benchmarks/search.py --write
	$(BIN)/python benchmarks/graph.py --write

LOCKED = -q --generate-hashes --no-emit-index-url --no-header --universal -p 3.11

lock: ## pin the newest versions that pyproject.toml allows (needs uv)
	uv pip compile pyproject.toml --group dev --group bench --upgrade $(LOCKED) -o requirements-dev.lock
	uv pip compile pyproject.toml --group build -c requirements-dev.lock $(LOCKED) -o requirements.lock
	echo polars | uv pip compile - -c requirements-dev.lock $(LOCKED) -o requirements-parquet.lock # what writes Parquet

vendor: node_modules/.done ## renew the JavaScript libraries that the site serves itself, as package-lock.json pins them (needs npm)
	cp node_modules/sigma/dist/sigma.min.js node_modules/graphology/dist/graphology.umd.min.js scripts/kb/frontend/assets/vendor/
	sed -i -e '1i // @ts-nocheck' -e '/^\/\/# sourceMappingURL/d' scripts/kb/frontend/assets/vendor/*.js
	cp node_modules/sigma/LICENSE.txt scripts/kb/frontend/assets/vendor/sigma.LICENSE.txt
	cp node_modules/graphology/LICENSE.txt scripts/kb/frontend/assets/vendor/graphology.LICENSE.txt

clean:
	rm -rf $(VENV) site node_modules

$(VENV)/.done: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(call INSTALL,python3-venv); } || { echo "python3-venv is missing: as root, apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.done-dev: $(VENV)/.done requirements-dev.lock # what tests and measurements need beside it
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

chromium: ## what opens pages in the tests: without the windows of a whole browser, which take most of its time
	@command -v chromium-headless-shell >/dev/null || { $(call INSTALL,chromium-headless-shell); } || command -v chromium >/dev/null || echo "chromium is missing, so the browser tests are skipped: as root, apt-get install chromium-headless-shell"

programs: ## what reads the exports in the tests
	@command -v biber >/dev/null && kpsewhich plain.bst >/dev/null || { $(call INSTALL,--no-install-recommends biber texlive-base); } || echo "biber or bibtex is missing, so the tests of exports that need it are skipped: as root, apt-get install biber texlive-base"
	@command -v npm >/dev/null && $(MAKE) --no-print-directory node_modules/.done || echo "npm is missing, so the tests of what it installs are skipped: as root, apt-get install npm"

node_modules/.done: package-lock.json
	npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@
