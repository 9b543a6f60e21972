# Shared by the scripts beside it; sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p .cache

fail() {
	echo "FAILED: $*" >&2
	exit 1
}

took=()
failed=()

# section NAME CMD…: runs CMD under a heading and says how long it took. One that fails is remembered and the next one runs, so that a run
# shows everything that is wrong; summary ends the script.
section() {
	local name=$1 began=$SECONDS status=0
	shift
	printf '\n== %s\n' "$name"
	"$@" || status=$?
	local seconds=$((SECONDS - began))
	if [[ $status -ne 0 ]]; then
		printf '== %s: FAILED after %ds (exit %d)\n' "$name" "$seconds" "$status"
		took+=("$(printf '%5ds  FAILED  %s' "$seconds" "$name")")
		failed+=("$name")
		return
	fi
	printf '== %s: ok, %ds\n' "$name" "$seconds"
	took+=("$(printf '%5ds  ok      %s' "$seconds" "$name")")
}

# so_far ends the script when a section failed that the next ones stand on.
so_far() { [[ ${#failed[@]} -eq 0 ]] || exit 1; }

# summary TARGET: where the time went, and the exit status of all.
summary() {
	printf '\n'
	printf '%s\n' "${took[@]}"
	if [[ ${#failed[@]} -gt 0 ]]; then
		printf '%s: FAILED, %ds\n' "$1" "$SECONDS"
		exit 1
	fi
	printf '%s: ok, %ds\n' "$1" "$SECONDS"
}

need_go() {
	command -v go >/dev/null || fail "Go is missing: install the version that go.mod names, or newer, from https://go.dev/dl/"
}

# apt_install PACKAGE…: as root or by sudo without a question; else one line that says what to type.
apt_install() {
	local as=()
	if [[ $(id -u) -ne 0 ]]; then
		command -v sudo >/dev/null && sudo -n true 2>/dev/null || fail "missing Debian packages; type: sudo apt-get install --no-install-recommends $*"
		as=(sudo -n)
	fi
	command -v apt-get >/dev/null || fail "missing programs, and there is no apt-get here to install: $*"
	echo "installing $*"
	local log
	log=$(mktemp)
	if ! { "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
		"${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
		tail -n 20 "$log" >&2
		rm -f "$log"
		fail "apt-get could not install $*"
	fi
	rm -f "$log"
}
