# One line per verb; `make` alone lists them. What each does stands in scripts/.
PORT ?= 8000
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench clean

help: ## list these verbs
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 14

run: ## index the sample articles and serve them (PORT=8000)
	@scripts/run

test: ## run every check: ruff, mypy, import rules, pytest with a browser
	@scripts/test

lint: ## run the checks that need no tests: ruff, mypy, import rules
	@scripts/lint

format: ## rewrite the code in the house format
	@scripts/format

bench: ## run one benchmark by hand (NAME=extraction)
	@scripts/bench $(NAME)

clean: ## remove .venv and caches; what was indexed stays
	@scripts/clean
