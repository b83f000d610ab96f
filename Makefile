# `make` alone shows what there is. Needs git, GNU make (3.81 will do) and Python 3.11 or newer.

PORT ?= 8400
STAGE ?= local
SEEDS ?= 200

# Named after the content of the lock: whoever pulls a new lock gets a new environment, once.
DEV := .venv/.made-of-$(shell cksum < requirements/dev.txt | cut -d ' ' -f 1)
AWS := .venv-aws/.made-of-$(shell cksum < requirements/aws.txt | cut -d ' ' -f 1)
PEERS := .venv-benchmark/.made-of-$(shell cksum < requirements/benchmark.txt | cut -d ' ' -f 1)
NPM := build/npm/.made-of-$(shell cksum < requirements/npm/package-lock.json | cut -d ' ' -f 1)
IAC := .venv-iac/.made-of-$(shell cksum < requirements/iac.txt | cut -d ' ' -f 1)
PYTHON := .venv/bin/python
TIMED := scripts/timed
PYTEST := $(PYTHON) -m pytest

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check test-all package deploy destroy lock fmt clean benchmark system-packages \
	simulate-faults prove-bites pictures java redis lint-template

help: ## Show this list
	@echo "After Bedtime. Everything sets up what it needs by itself."
	@echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-15s %s\n", $$1, $$2 }'

run: $(DEV) $(AWS) ## Start the whole service on this machine (PORT=8400 and the two after it)
	@$(PYTHON) -m workbench run --port $(PORT)

# Two at a time: each has a service of its own, and most of the time waits for it.
test: $(DEV) $(AWS) system-packages $(NPM) check ## Everything that must hold: under ten minutes
	@$(TIMED) "packaging" $(PYTHON) -m workbench package --stage local
	@$(TIMED) "on the local AWS" $(PYTEST) -n 2 --dist loadfile -m "service and not browser and not long"
	@$(TIMED) "in a browser" $(PYTEST) -n 2 --dist loadfile -m "browser and not long"
	@$(TIMED) --table

check: $(DEV) ## Lint, types, the content's rules and the fast tests: under four minutes
	@$(TIMED) --anew
	@$(TIMED) "lint" $(PYTHON) -m ruff check .
	@$(TIMED) "format" $(PYTHON) -m ruff format --check .
	@$(TIMED) "types" $(PYTHON) -m mypy
	@$(TIMED) "content" $(PYTHON) -m workbench content check
	@$(TIMED) "fast tests" $(PYTEST) -n auto --dist worksteal -m "not service and not browser and not long"

test-all: java test lint-template ## The same, the long ones and the template's linters
	@$(TIMED) "the long ones" $(PYTEST) -n auto --dist worksteal -m "long"

pictures: $(DEV) system-packages ## Take the pictures of the pages in docs/ anew
	@$(PYTHON) -m workbench pictures

package: $(DEV) ## Make build/STAGE/: the template and the zip that deploy (STAGE=local)
	@$(PYTHON) -m workbench package --stage $(STAGE)

lint-template: $(DEV) $(AWS) $(IAC) ## Would CloudFormation take the template, and is it a careful one?
	@for stage in local dev prod; do $(PYTHON) -m workbench package --stage $$stage || exit 1; done
	@$(TIMED) "the template" scripts/lint-template build/local build/dev build/prod

deploy: $(DEV) ## Bring a stage to this version (STAGE=prod; VERSION=before brings back the next older one)
	@$(PYTHON) -m workbench deploy --stage $(STAGE) $(if $(VERSION),--version $(VERSION)) $(if $(ENDPOINT),--endpoint $(ENDPOINT)) $(if $(YES),--yes)

destroy: $(DEV) ## Take a stage away; it asks, and twice about the table (STAGE=prod)
	@$(PYTHON) -m workbench destroy --stage $(STAGE) $(if $(ENDPOINT),--endpoint $(ENDPOINT))

lock: $(DEV) ## Compile pyproject.toml into the hashed locks
	@$(PYTHON) scripts/lock

fmt: $(DEV) ## Format the code and mend what the linter can
	@$(PYTHON) -m ruff check --fix --quiet . || true
	@$(PYTHON) -m ruff format .

# A comparison is what can be run by itself; the other files there are what it is made of.
benchmark: $(DEV) $(AWS) $(PEERS) redis package ## Run the comparisons in benchmarks/: some minutes
	@for each in $$(grep -l '__main__' benchmarks/*.py | xargs -n 1 basename -s .py); do \
		$(TIMED) "$$each" $(PYTHON) -m "benchmarks.$$each" || exit 1; done

simulate-faults: $(DEV) ## Break everything that can break (SEEDS=5000; SEED=7 replays one)
	@$(PYTHON) -m workbench simulate-faults --seeds $(SEEDS) $(if $(SEED),--seed $(SEED))

prove-bites: $(DEV) ## Prove that the simulation finds every bug that we know how to make
	@$(PYTHON) -m workbench prove-bites

clean: ## Remove what was made here; the couples in .local stay
	rm -rf build .venv .venv-aws .venv-benchmark .venv-iac .mypy_cache .ruff_cache .hypothesis \
		.chalice/deployments
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

system-packages:
	@scripts/system-packages

java:
	@scripts/system-packages java

redis:
	@scripts/system-packages redis

$(DEV):
	@scripts/environment .venv requirements/dev.txt $@

$(AWS):
	@scripts/environment .venv-aws requirements/aws.txt $@

$(PEERS):
	@scripts/environment .venv-benchmark requirements/benchmark.txt $@

$(NPM):
	@scripts/npm-packages build/npm $@

$(IAC):
	@scripts/environment .venv-iac requirements/iac.txt $@
