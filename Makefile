# Everything that a person types. Works with any POSIX make and shell; needs Python 3.11 to 3.13, nothing else.
PY = .venv/bin/python
# Where Python is told not to keep compiled modules, every start would compile two thousand of them anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check drill bench shots reset lock services-up services-down venv venv-dev

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 24

run: venv ## run the site on this machine with demo content (PORT=8000)
	@exec $(PY) manage.py up

test: venv-dev ## run everything on real PostgreSQL, Elasticsearch and Chromium (20 to 45 minutes, as fast as the machine)
	@exec $(PY) -m tools.suite

check: venv-dev ## format, lint, contracts, settings and translations, without servers (under 90 seconds)
	@exec $(PY) -m tools.check

drill: venv-dev ## the slow ones by hand: fuzz, chaos, outage, soak; writes docs/drills/
	@exec $(PY) -m tools.drill

bench: venv-dev ## measure pages and search; writes bench.json and a table
	@exec $(PY) -m tools.bench

shots: venv-dev ## picture every page at 390 and 1280 px, light and dark, into shots/
	@exec $(PY) -m tools.shots

reset: ## start over: remove the development database, files, mail and index (var/)
	@rm -rf var
	@echo "Removed var/; make run loads the demo content afresh."

services-up: venv-dev ## start the PostgreSQL and Elasticsearch that the tests use
	@exec $(PY) -m tools.services up

services-down: venv-dev ## stop them
	@exec $(PY) -m tools.services down

lock: ## pin and hash the requirements that pyproject.toml names (needs uv)
	@exec tools/lock

venv:
	@tools/bootstrap

venv-dev:
	@tools/bootstrap --dev
