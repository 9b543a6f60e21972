#!/usr/bin/env bash
# make migration name=add_mileage: the two empty files of the next migration, one per database.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

name=${1:-}
[[ $name =~ ^[a-z][a-z0-9_]*$ ]] || fail "say what it does, in small letters: make migration name=add_mileage"
last=$(find internal/db/migrations -name '[0-9]*_*.sql' -printf '%f\n' | sort | tail -n 1)
number=$(printf '%05d' $((10#${last%%_*} + 1)))
for engine in sqlite postgres; do
	file=internal/db/migrations/$engine/${number}_$name.sql
	printf -- '-- +goose Up\n-- Why: \n\n' >"$file"
	echo "$file"
done
echo "next: docs/howto/add-a-migration.md"
