# make run     sets up what is missing and starts the program (FOLDER=... opens those records)
# make test    sets up what is missing and runs all tests, two at a time (ARGS=... goes to pytest)
# make check   style, types and the house rule
# make soak    every fault at length: kills, power cuts, full disks, damage, tampering; 20 minutes (ARGS=... names parts)
# make tour OUT=folder   drives the windows over the example family and leaves a picture of each screen
# make pictures   the pictures of the docs anew, out of a tour
# make guide OUT=folder   the guide for workers as Word and PDF
# make words FILE=cy.json   every text of the program for a translator; what the file holds already is kept
# make bundle  the program as a folder that needs no Python, with its bill of materials and checksums, and its own test
# make bench   measures the program against plain baselines in the same run (ARGS=--write puts the table into the README)
# make clean   removes what building and testing left behind

VENV ?= .venv
FOLDER ?=
FILE ?=
OUT ?= build/tour
ARGS ?=
PY = $(VENV)/bin/python
SETUP = pyproject.toml constraints.txt tools/setup.sh tools/debian-packages.txt

export VENV

.PHONY: run test check soak tour pictures guide words bench bundle clean

run: $(VENV)/.ready-run
	@$(PY) -m toolkit $(if $(FOLDER),"$(FOLDER)")

test: $(VENV)/.ready-dev
	@$(PY) -m pytest -n 2 --dist loadfile $(ARGS)

check: $(VENV)/.ready-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy --strict toolkit
	$(PY) -m pytest -q tests/test_house.py

soak: $(VENV)/.ready-dev
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.soak $(ARGS)

tour: $(VENV)/.ready-dev
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.tour "$(OUT)"

pictures: tour
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.tour_docs "$(OUT)"

words: $(VENV)/.ready-run
	@$(PY) -m tools.words_to_say $(FILE)

guide: OUT = build/guide
guide: $(VENV)/.ready-run
	@QT_QPA_PLATFORM=offscreen $(PY) -m tools.guide "$(OUT)"

bench: $(VENV)/.ready-dev
	@QT_QPA_PLATFORM=offscreen $(PY) -m bench $(ARGS)

bundle: $(VENV)/.ready-bundle
	@$(PY) -m PyInstaller --noconfirm --log-level ERROR --distpath build/bundle --workpath build/work build.spec
	@$(PY) -m tools.bill build/bundle
	@TOOLKIT_BUNDLE=build/bundle $(PY) -m pytest -q tests/bundle

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -not -path "./$(VENV)/*" -prune -exec rm -rf {} +

# A development environment runs the program as well.
$(VENV)/.ready-run: $(SETUP)
	@tools/setup.sh run

$(VENV)/.ready-bundle: $(SETUP)
	@tools/setup.sh bundle
	@touch $(VENV)/.ready-run $(VENV)/.ready-dev

$(VENV)/.ready-dev: $(SETUP)
	@tools/setup.sh dev
	@touch $(VENV)/.ready-run
