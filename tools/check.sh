#!/usr/bin/env bash
# make check: everything that can be said of the code without running it.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

# files PATTERN…: the product's own files whose path matches. Without git, which says nothing in a checkout that somebody else owns.
files() {
	local p args=()
	for p in "$@"; do args+=(-o -path "./$p"); done
	find . \( -name .git -o -name .cache -o -name node_modules \) -prune -o -type f \( "${args[@]:1}" \) -print | sed 's|^\./||' | sort
}

sums() { files '*.templ' '*_templ.go' | xargs -r sha256sum; }

# Compared before and after rather than with git, so that work in progress may be checked; in a clean checkout it is the same question.
generated() {
	local before after
	before=$(sums)
	go tool templ fmt -log-level error . || return
	go tool templ generate -log-level error || return
	after=$(sums)
	if [[ $before != "$after" ]]; then
		echo "templ fmt and templ generate changed these; commit what they wrote:"
		diff <(echo "$before") <(echo "$after") | awk '/^[<>]/ {print "  " $3}' | sort -u
		return 1
	fi
	local f bad=0
	while read -r f; do
		if [[ ! -f ${f%_templ.go}.templ ]]; then
			echo "$f has no .templ any more: remove it"
			bad=1
		fi
	done < <(files '*_templ.go')
	return $bad
}

# Built once per version of the tool: it takes a minute and a half.
linter=.cache/golangci-lint
lint_ready() {
	local want
	want=$(cat tools/go.mod tools/go.sum <(go env GOVERSION) | sha256sum)
	if [[ ! -x $linter || $(cat $linter.from 2>/dev/null) != "$want" ]]; then
		echo "building golangci-lint from tools/go.mod"
		(cd tools && go build -o ../$linter github.com/golangci/golangci-lint/v2/cmd/golangci-lint) || return
		echo "$want" >$linter.from
	fi
	$linter version
}

formatted() { $linter fmt --diff ./... || { echo "not formatted: make fmt"; return 1; }; }

lint() { $linter run ./...; }

tidy() { go mod tidy -diff 2>&1 | grep "^[+-]" | head -n 40; return "${PIPESTATUS[0]}"; }

# A module of its own: ./... does not reach it. It uses the engine and the schema, so that a change of either may break it.
benchmark() {
	(cd bench && go mod tidy -diff && go vet ./... && go test ./...)
}

scripts() {
	local f bad=0
	while read -r f; do bash -n "$f" || bad=1; done < <(files 'tools/*.sh' .ci/run)
	if command -v node >/dev/null; then
		while read -r f; do node --check "$f" || bad=1; done < <(files 'e2e/*.mjs' 'static/js/*.js' 'static/js/*.mjs')
	else
		echo "node is not here; make test installs it and runs these scripts"
	fi
	return $bad
}

# A warning only: a long file is a question to its author, not a fault.
long() {
	local f n
	files '*.go' '*.templ' '*.mjs' '*.sh' '*.css' | while read -r f; do
		[[ $f == *_templ.go || $f == static/vendor/* || $f == static/fonts/* ]] && continue
		n=$(wc -l <"$f")
		if [[ $n -gt 600 ]]; then echo "warning: $f has $n lines"; fi
	done
}

tools/install.sh build
section "linter" lint_ready
so_far
section "generated code is clean" generated
section "format" formatted
section "lint" lint
section "import rules and package map" go test ./internal/archtest
section "go.mod is tidy" tidy
section "vet" go vet ./...
section "benchmark" benchmark
section "build" go build -buildvcs=false -o .cache/ieum ./cmd/ieum
section "scripts parse" scripts
section "long files" long
summary "make check"
