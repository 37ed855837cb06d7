# Two commands do everything: `make run` and `make test`. Each sets up what it needs; a second run is quick.
#
#   make run     extract the sample reports: a table on screen, the files in outputs/
#   make test    style, types, import contracts, tests
#   make compiled  compile the extractors, as `make run` does where it can: the same facts in two thirds of the time
#   make bench   speed, memory and growth against named peers; a quarter of an hour when idle (make bench QUICK=1: one or two minutes)
#   make accuracy  agreement with the answer keys of the three sample sets
#   make confidence  learn anew how sure readings are, from corpus and corpus/dev (schemas/data/confidence.toml)
#   make corpus  rebuild the samples from their annotated sources (make corpus PDF=1 prints the PDFs anew)
#   make docs    refresh the outputs shown in the READMEs
#   make clean   remove the environment and what runs wrote, not what people decided (*.review.db)
PYTHON ?= python3
REPORTS ?= corpus/reports
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
COMPILED_STAMP := $(VENV)/.installed-compiled
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: run test check browser compiler compiled quick bench accuracy confidence corpus docs clean

run: $(RUN_STAMP) quick
	$(BIN)/youju run $(REPORTS) --db outputs/youju.db --out outputs

test: browser compiler check
	$(BIN)/pytest -n 2 --durations=15

check: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

compiled: compiler $(COMPILED_STAMP)
	@$(BIN)/python -m pipeline.compiling

# Half a minute once, and again after a change of the sources; YOUJU_INTERPRETED=1 make run goes without.
quick: $(RUN_STAMP)
	@[ -n "$$YOUJU_INTERPRETED" ] || $(MAKE) --no-print-directory compiled \
	  || echo "The extractors are not compiled (why: see above); the job runs all the same, in half as much time again."

bench: browser $(DEV_STAMP)
	-@$(MAKE) --no-print-directory compiled
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick)

accuracy: $(RUN_STAMP)
	@for set in corpus corpus/dev corpus/test; do \
	  printf '%s  ' $$set; $(BIN)/youju evaluate --keys $$set/keys $$set/reports 2>/dev/null | tail -n 1; done

confidence: $(DEV_STAMP)
	$(BIN)/python -m corpus.calibrate

corpus: $(DEV_STAMP) $(if $(PDF),browser)
	$(BIN)/python -m corpus.build $(if $(PDF),--pdf)

docs: $(DEV_STAMP)
	$(BIN)/python -m tests.docs_examples --write

clean:
	rm -rf $(VENV)
	find outputs -mindepth 1 ! -name README.md ! -name '*.review.db*' -delete

# --- what the commands stand on --------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "youju needs Python 3.11 or newer; found: $$($(PYTHON) --version 2>&1)." \
	       "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null; } \
	  || { echo "python3-venv is missing. Install it: sudo apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): pyproject.toml | $(BIN)/python
	@echo "Installing youju into $(VENV) (only when pyproject.toml has changed) ..."
	@$(PIP) --editable '.[serve,data]'
	@$(BIN)/python -m compileall -q schemas extractors pipeline  # as pip does with what it copies: a start waits for none of it
	@touch $@

$(DEV_STAMP): $(RUN_STAMP)
	@echo "Installing the tools of the tests into $(VENV) ..."
	@$(PIP) --editable '.[dev]'
	@touch $@

$(COMPILED_STAMP): $(RUN_STAMP)
	@echo "Installing mypy into $(VENV) ..."
	@$(PIP) --editable '.[compiled]'
	@touch $@

# The tests of the review page drive a real browser, pages need a Chinese font, old Word files are read through
# LibreOffice (some 70 MB to fetch, a minute to install), text recognition draws with OpenCV, which needs libGL, and
# a clock that goes back is faketime's.
browser:
	@command -v chromium >/dev/null && command -v soffice >/dev/null && command -v faketime >/dev/null && find /usr/share/fonts /usr/local/share/fonts $(HOME)/.fonts \
	      $(HOME)/.local/share/fonts -name 'Noto*CJK*' 2>/dev/null | grep -q . \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && echo "Installing chromium, fonts-noto-cjk, libreoffice-writer-nogui and faketime ..." && apt-get update -qq \
	       && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	          chromium fonts-noto-cjk libreoffice-writer-nogui libgl1 libglib2.0-0 faketime >/dev/null; } \
	  || { echo "The tests need a browser, a Chinese font, LibreOffice and faketime. Install them:" \
	            "sudo apt-get install chromium fonts-noto-cjk libreoffice-writer-nogui faketime"; exit 1; }

# mypyc turns Python into C, which wants a compiler and Python's headers.
compiler: | $(BIN)/python
	@{ command -v cc >/dev/null && $(BIN)/python -c 'import os, sys, sysconfig; \
	      sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))'; } \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && echo "Installing gcc and python3-dev ..." && apt-get update -qq \
	       && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gcc libc6-dev python3-dev >/dev/null; } \
	  || { echo "A C compiler and Python's headers are missing. Install them: sudo apt-get install gcc libc6-dev python3-dev"; exit 1; }
