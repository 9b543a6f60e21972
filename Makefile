# Each target says after ## what it does; `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help dev gen fmt lint check test race e2e golden gallery bench migration vendor image-root

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

dev: ## the demo with live reload: edit a .templ or .go file and the page follows (http://127.0.0.1:7331)
	go tool templ generate --watch --proxy=http://127.0.0.1:8080 --proxybind=127.0.0.1 --open-browser=false \
		--cmd='go run ./cmd/ieum demo --addr 127.0.0.1:8080 --data .cache/dev'

gen: ## write *_templ.go from *.templ
	go tool templ generate

fmt: .cache/golangci-lint ## format Go and templ files, and mend what the linter can
	go tool templ fmt -log-level error .
	.cache/golangci-lint fmt ./...
	.cache/golangci-lint run --fix ./...

lint: .cache/golangci-lint ## lint alone; `make check` does it and more
	.cache/golangci-lint run ./...

check: ## generated code, format, lint, import rules, go.mod, build
	@tools/check.sh

test: ## every test on SQLite and PostgreSQL, and in Chromium; installs what is missing
	@tools/test.sh

race: ## only the tests under the race detector
	@tools/test.sh race

e2e: ## only the journeys and page checks in Chromium
	@tools/test.sh e2e

golden: ## rewrite the golden files (access matrix, import report) from what the code does now; read the diff
	UPDATE_GOLDEN=1 tools/pg.sh run go test -count=1 ./...
	git --no-pager diff --stat

gallery: ## serve every part of the design system at http://127.0.0.1:8090
	go run ./e2e/gallery

bench: ## measure the rush beside its limits and peers: make bench args=-quick; see bench/README.md
	@cd bench && go run . $(args)

migration: ## make the two empty files of the next migration: make migration name=add_mileage
	@tools/migration.sh "$(name)"

vendor: ## fetch again what static/ keeps of other projects (KRDS tokens and icons, htmx, the web font)
	@tools/vendor.sh

image-root: ## run the Dockerfile's own build lines into a folder, and its program there as nobody (needs no container engine)
	@tools/image-root.sh

.cache/golangci-lint: tools/go.mod tools/go.sum
	@mkdir -p .cache
	cd tools && go build -o ../$@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint
