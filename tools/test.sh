#!/usr/bin/env bash
# make test: every test, on both databases, with nothing to set up first.
#   tools/test.sh [go|race|e2e …]   all three without an argument
set -euo pipefail
source "$(dirname "$0")/lib.sh"

what=("$@")
[[ ${#what[@]} -gt 0 ]] || what=(go race e2e)

if [[ -z ${IEUM_TEST_INSTALLED:-} ]]; then
	section "what is needed" tools/install.sh test
	so_far
	export IEUM_TEST_INSTALLED=1
fi
[[ ${IEUM_TEST_POSTGRES:-} != off ]] || fail "IEUM_TEST_POSTGRES=off leaves half of the tests out; unset it, or run go test yourself"
if [[ -z ${IEUM_TEST_POSTGRES:-} ]]; then
	printf '\n== a private PostgreSQL 15 for this run (set IEUM_TEST_POSTGRES to use another)\n'
	exec tools/pg.sh run "$0" "${what[@]}"
fi

go_tests() { go test -timeout 15m ./...; }

# All of it again: on two cores this takes little more than a list of packages would, and nobody has to keep the list.
race_tests() { go test -race -timeout 20m ./...; }

e2e_tests() {
	go build -buildvcs=false -o .cache/ieum ./cmd/ieum || return
	export IEUM_BIN=$PWD/.cache/ieum
	local database
	for database in sqlite postgres; do
		echo "-- $database"
		if [[ $database == sqlite ]]; then
			E2E_DATABASE=$database node --test --test-reporter=spec --test-concurrency=2 e2e/*.test.mjs e2e/journeys/*.test.mjs || return
		else
			E2E_DATABASE=$database node --test --test-reporter=spec --test-concurrency=2 e2e/journeys/*.test.mjs || return
		fi
	done
}

for w in "${what[@]}"; do
	case $w in
	go) section "Go tests: rule, use case on both databases, page, http, access" go_tests ;;
	race) section "race detector" race_tests ;;
	e2e) section "end to end in Chromium, with axe and the Nu HTML checker" e2e_tests ;;
	*) fail "tools/test.sh knows go, race and e2e, not $w" ;;
	esac
done
summary "make test"
