# Every target makes what it needs: .venv is built on first use and again when pyproject.toml or constraints.txt change.
PYTHON ?= python3
READY := .venv/ready
READY_DEV := .venv/ready-dev
comma := ,

# The question reaches youju through the environment, never through a shell line; `value` keeps make off its `$`.
override Q := $(value Q)
export Q

ifneq ($(filter ask,$(MAKECMDGOALS)),)
ifeq ($(if $(strip $(Q)),given),)
$(error Ask a question: make ask Q="What is a container?")
endif
endif

# A .venv without a stamp is a broken or foreign one and is made anew; the stamp is the last thing written.
# PIP_BUILD_CONSTRAINT says for pip >= 25.3 what PIP_CONSTRAINT says before it: the pins hold for build backends too.
# pip comes from $(PYTHON): quicker than ensurepip, and no old setuptools (which jieba would import) enters .venv.
define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	  "youju needs Python 3.11 or newer; name one: make PYTHON=python3.13 ...")'
	@echo "Preparing .venv; the first time takes a minute or two." >&2
	@[ -e $(READY) ] || rm -rf .venv
	@rm -f $(READY) $(READY_DEV)
	@$(PYTHON) -m venv --without-pip .venv
	@export PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1; \
	if $(PYTHON) -m pip --python .venv/bin/python --version >/dev/null 2>&1; \
	then $(PYTHON) -m pip --python .venv/bin/python install -qq -e '$(1)'; \
	else .venv/bin/python -m ensurepip >/dev/null && .venv/bin/python -m pip install -qq -e '$(1)'; fi
endef

.PHONY: help ask test check lint types bench telegram-demo clean
.NOTPARALLEL:

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

ask: $(READY) ## Q="…": one answer from the bundled handbook, or from your own index
	@.venv/bin/youju ask -- "$$Q"

test: $(READY_DEV) ## the tests, in three processes, since some of them wait; ARGS=… goes to pytest, which then runs in one process
	@.venv/bin/pytest $(or $(ARGS),-n 3 --dist worksteal)

check: lint types test ## all that must hold before a commit: ruff, mypy --strict, the tests

lint: $(READY_DEV)
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

# mypy takes no folder-to-package mapping and does not see editable installs that have one: it reads the packages
# through links that give them their names, and its lines are put back into the folders' names.
types: $(READY_DEV)
	@rm -rf .venv/types && mkdir -p .venv/types/youju
	@cd .venv/types/youju && ln -s ../../../bot/* ../../../corpus ../../../index ../../../config .
	@cd .venv/types && { status=0; \
	../bin/mypy --config-file ../../pyproject.toml --cache-dir ../../.mypy_cache -p youju >report 2>&1 || status=$$?; \
	sed -e 's,^youju/corpus/,corpus/,; s,^youju/index/,index/,; s,^youju/config/,config/,; s,^youju/,bot/,' report; \
	exit $$status; }

bench: $(READY_DEV) ## the measured figures; ARGS=… goes to the script
	@.venv/bin/python tests/benchmark.py $(ARGS)

telegram-demo: $(READY) ## the Telegram bot and a stand-in for Telegram on this machine, in conversation
	@.venv/bin/python -m tests.telegram.demo

clean: ## removes .venv, builds and caches; an index in .youju stays
	@rm -rf .venv build dist youju.egg-info .pytest_cache .hypothesis .mypy_cache .ruff_cache
	@find bot corpus index config tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	$(call install,.)
	@touch $(READY)

$(READY_DEV): pyproject.toml constraints.txt
	$(call install,.[dev$(comma)documents])
	@touch $(READY) $(READY_DEV)
