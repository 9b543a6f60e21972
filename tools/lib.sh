# Shared by the scripts beside it; sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p .cache

fail() {
	echo "FAILED: $*" >&2
	exit 1
}

took=()

# summary TARGET: where the time went.
summary() {
	printf '\n'
	printf '%s\n' "${took[@]}"
	printf '%s: ok, %ds\n' "$1" "$SECONDS"
}

# section NAME CMD…: runs CMD under a heading, says how long it took, and ends the script when it fails.
section() {
	local name=$1 began=$SECONDS status=0
	shift
	printf '\n== %s\n' "$name"
	"$@" || status=$?
	if [[ $status -ne 0 ]]; then
		printf '== %s: FAILED after %ds (exit %d)\n' "$name" $((SECONDS - began)) "$status"
		exit "$status"
	fi
	printf '== %s: ok, %ds\n' "$name" $((SECONDS - began))
	took+=("$(printf '%5ds  %s' $((SECONDS - began)) "$name")")
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
