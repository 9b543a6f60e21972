#!/usr/bin/env bash
# Installs what building and testing need and this machine lacks: Debian packages, and npm packages by lockfile.
#   tools/install.sh [build|test]   build: a C compiler; test (default): also PostgreSQL, Chromium, Korean fonts, Java, Node
set -euo pipefail
source "$(dirname "$0")/lib.sh"

have_fonts() { command -v fc-list >/dev/null && [[ -n $(fc-list :lang=ko family) ]]; }

# Debian 12 has Node 18; the tests need 20.
node_is_new() { command -v node >/dev/null && [[ $(node -p 'process.versions.node.split(".")[0]') -ge 20 ]]; }

missing=()
command -v gcc >/dev/null || missing+=(gcc libc6-dev)
command -v git >/dev/null || missing+=(git)
if [[ ${1:-test} == test ]]; then
	[[ -n ${IEUM_TEST_POSTGRES:-} || -x ${IEUM_PG_BIN:-/usr/lib/postgresql/15/bin}/initdb ]] || missing+=(postgresql-15)
	command -v psql >/dev/null || missing+=(postgresql-client)
	[[ -x ${IEUM_CHROMIUM:-/usr/bin/chromium} ]] || missing+=(chromium)
	command -v fc-list >/dev/null || missing+=(fontconfig)
	have_fonts || missing+=(fonts-noto-cjk)
	command -v pdftotext >/dev/null || missing+=(poppler-utils)
	command -v java >/dev/null || missing+=(default-jre-headless)
	command -v node >/dev/null || missing+=(nodejs)
	command -v npm >/dev/null || missing+=(npm)
fi
if [[ ${#missing[@]} -gt 0 ]]; then
	apt_install "${missing[@]}"
fi
need_go
[[ ${1:-test} == test ]] || exit 0

have_fonts || fail "there is no Korean font after installing fonts-noto-cjk: pages would be measured with empty boxes"
node_is_new || fail "Node 20 or newer is needed, this is $(node --version): install it from https://nodejs.org/"

# The stamp holds the lockfile that node_modules was made from.
stamp=e2e/node_modules/.from-lock
if ! cmp -s e2e/package-lock.json "$stamp"; then
	echo "npm ci in e2e"
	(cd e2e && npm ci --ignore-scripts --no-audit --no-fund --silent </dev/null) || fail "npm ci did not work in e2e"
	cp e2e/package-lock.json "$stamp"
fi
