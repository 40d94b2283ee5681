# Work on the portal. Needs Python 3.11+ (with venv), git and make; everything else comes by pip into .venv.
#   make demo    a portal with demo content on http://127.0.0.1:8000 (PORT=8080 make demo for another port)
#   make test    all tests; names what it skips (PYTEST_ARGS="tests/directives -k number" for a part)
#   make check   style, types, migrations, deployment settings, translations
#   make crash   kill -9 while publishing, 100 times on each database (PostgreSQL where DATABASE_URL names one)
#   make bench   the speed that is promised, as ratios measured in one run
PYTHON ?= python3
PORT ?= 8000
PYTEST_ARGS ?=
PYTEST_WORKERS ?= auto

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
TRIAL := HTTPS=0 DEBUG=0 PORT=$(PORT) PORTAL_ADDRESS=http://127.0.0.1:$(PORT)

.PHONY: demo test check check-style check-format check-types check-migrations check-deploy check-messages bench crash messages clean
.DELETE_ON_ERROR:

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt | $(BIN)/python
	$(PIP) -r requirements.txt
	@touch $@

.venv/installed-dev: requirements.txt requirements-dev.txt | $(BIN)/python
	$(PIP) -r requirements-dev.txt
	@touch .venv/installed $@

demo: .venv/installed
	@$(TRIAL) $(BIN)/python manage.py migrate --verbosity 0
	@$(TRIAL) $(BIN)/python manage.py collectstatic --no-input --verbosity 0
	@$(TRIAL) $(BIN)/python manage.py load_demo
	@exec env $(TRIAL) $(BIN)/gunicorn --config deploy/gunicorn.conf.py --no-control-socket cadre_portal.wsgi

test: .venv/installed-dev
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) -q -rsR $(PYTEST_ARGS)

# "make -k check" goes on after a failure and names all that is wrong.
check: check-style check-format check-types check-migrations check-deploy check-messages

check-style: .venv/installed-dev
	$(BIN)/ruff check .

check-format: .venv/installed-dev
	$(BIN)/ruff format --check .

check-types: .venv/installed-dev
	$(BIN)/mypy --strict .

check-migrations: .venv/installed-dev
	$(BIN)/python manage.py makemigrations --check --dry-run

check-deploy: .venv/installed-dev
	HTTPS=1 DEBUG=0 ALLOWED_HOSTS=tai-lieu.example $(BIN)/python manage.py check --deploy --fail-level WARNING

check-messages: .venv/installed-dev
	$(BIN)/python -m cadre_portal.catalogues --check

bench: .venv/installed-dev
	$(BIN)/python -m benchmarks $(BENCH)

crash: .venv/installed-dev
	$(BIN)/python benchmarks/crash_publishing.py

# After editing locale/vi/LC_MESSAGES/*.po.
messages: .venv/installed
	$(BIN)/python -m cadre_portal.catalogues

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
