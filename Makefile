# Every target sets up what it needs first; see CONTRIBUTING.md. `make` alone tells what there is.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= python3
WORKERS ?= 2

PY := .venv/bin/python
READY := .venv/.ready
BABEL := $(PY) -m babel.messages.frontend
TEMPLATE ?= build/ssu_desktop.pot
CATALOGUES := translations/kk/LC_MESSAGES/ssu_desktop.po translations/ru/LC_MESSAGES/ssu_desktop.po
LOCK := env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
	$(PY) -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host
say = @printf '\n== %s\n' "$(1)"

.PHONY: help run test setup format lint types layers catalogues messages template check tests tour faults bench law-coverage wheel-check lock clean

help:
	@echo 'make run          open the program on a demo file (without a display: pictures of it into tour/)'
	@echo 'make test         set up, then every check and every test, as CI does'
	@echo 'make check        the same without the tests'
	@echo 'make format       lay the code out and mend what the linter can'
	@echo 'make messages     bring the catalogues in translations/ up to date with the sources'
	@echo 'make tour         pictures of every screen, in both languages, into tour/'
	@echo 'make faults       break everything often (an hour), print the table and write docs/faults.md'
	@echo 'make bench        measure, print the table and write docs/benchmarks.md'
	@echo 'make law-coverage write docs/law-coverage.md: where each rule of the law is kept, and which test shows it'
	@echo 'make wheel-check  build the wheel and start it in an environment of its own'
	@echo 'make lock         choose the newest allowed dependencies again and write the lock files'
	@echo 'make clean        remove everything that was made here; demo/ stays'

setup: $(READY)
	@:

$(READY): installer/setup.sh installer/system-packages.txt requirements-build.lock requirements-dev.lock pyproject.toml
	@PYTHON="$(PYTHON)" sh installer/setup.sh

run: setup catalogues
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(MAKE) --no-print-directory demo/demo.ssu && \
		$(PY) -m ssu_desktop open demo/demo.ssu --password-file demo/password.txt; \
	else \
		echo 'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened.'; \
		echo 'Pictures of every screen are drawn into tour/ instead.'; \
		$(MAKE) --no-print-directory tour; \
	fi

# Invented people only. The file is kept: what you try out in it is there the next time; delete demo/ to begin anew.
demo/demo.ssu: | setup catalogues
	@$(PY) -m ssu_desktop demo demo
	@echo demo > demo/password.txt

tour: setup catalogues
	@QT_QPA_PLATFORM=offscreen $(PY) -m ssu_desktop tour tour

test: check tests
	$(call say,all checks and tests passed)

check: lint types layers catalogues

tests: catalogues
	$(call say,tests)
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n $(WORKERS) -m 'not slow'

lint: setup
	$(call say,layout and lint: ruff)
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .

types: setup
	$(call say,types: mypy)
	@$(PY) -m mypy
	@$(PY) -m mypy installer

layers: setup
	$(call say,layers: import-linter)
	@.venv/bin/lint-imports --no-cache

catalogues: setup
	$(call say,catalogues)
	@$(BABEL) compile --statistics --domain ssu_desktop --directory translations

format: setup
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

# What the sources say. Nothing here carries a date or a line number: the same sources give the same file.
template: setup
	@mkdir -p "$(dir $(TEMPLATE))"
	@$(BABEL) -q extract --mapping translations/babel.cfg --no-default-keywords -k _ -k N_ -k translate:2 \
		--add-location file --sort-output --width 100 --project 'SSU Desktop' --output-file "$(TEMPLATE)" ssu_desktop

messages: template
	@for language in kk ru; do \
		$(BABEL) -q update --init-missing --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100 \
			--domain ssu_desktop --locale $$language --input-file "$(TEMPLATE)" --output-dir translations || exit 1; \
	done
	@$(BABEL) compile --statistics --domain ssu_desktop --directory translations

faults: setup catalogues
	@FAULTS=long FAULTS_PAGE=docs/faults.md QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n $(WORKERS) tests/faults

bench: setup catalogues
	@QT_QPA_PLATFORM=offscreen $(PY) -m benchmarks --write docs/benchmarks.md

law-coverage: setup
	@$(PY) -m tests.support.law_coverage

wheel-check: setup
	@PYTHON="$(PYTHON)" sh installer/wheel-check.sh

# The public index only: a lock file must hold the hashes of public files, whatever mirror this computer installs from.
lock: setup
	@printf 'pip\nsetuptools\n' | $(LOCK) --upgrade --output-file requirements-build.lock -
	@$(LOCK) --upgrade --extra dev --constraint requirements-build.lock --output-file requirements-dev.lock pyproject.toml
	@$(LOCK) --upgrade --constraint requirements-dev.lock --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv build dist tour .mypy_cache .ruff_cache .hypothesis .benchmarks .import_linter_cache
	find ssu_desktop tests installer migrations -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f translations/kk/LC_MESSAGES/ssu_desktop.mo translations/ru/LC_MESSAGES/ssu_desktop.mo
