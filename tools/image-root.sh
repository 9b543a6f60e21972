#!/usr/bin/env bash
# make image-root: tries the Dockerfile where there is no container engine. It reads the first stage and runs its very RUN lines on a copy of
# the tree, with OUT set to a folder; then the program starts there as the image's account, with nothing around it, and is asked /readyz.
# What it does not try: the base image, the layers, and the engine itself.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need_go

[[ $(id -u) -eq 0 ]] || fail "make image-root needs root, for chroot and for an account of its own"
work=$(mktemp -d "${TMPDIR:-/tmp}/ieum-image.XXXXXX")
pid=
finish() {
	if [[ -n $pid ]] && kill -0 "$pid" 2>/dev/null; then kill -KILL "$pid"; fi
	rm -rf "$work"
}
trap finish EXIT
mkdir "$work/src" "$work/out"
chmod 755 "$work" "$work/out"

# stage prints the build stage's instructions, one a line, with continued lines joined and comments dropped.
stage() {
	awk '/^FROM / {n++} n == 1 && !/^[[:space:]]*#/' Dockerfile | sed -e ':a' -e '/\\$/{N;s/\\\n[[:space:]]*/ /;ba' -e '}'
}

# In a subshell, for its folder and its environment are the stage's.
build_stage() (
	root=$PWD
	export OUT=$work/out
	cd "$work/src"
	stage_lines=$(cd "$root" && stage)
	ignored=()
	while read -r pattern; do
		case $pattern in
		'**/'*) ignored+=("--exclude=${pattern#'**/'}") ;;
		?*) ignored+=("--exclude=./$pattern") ;;
		esac
	done <"$root/.dockerignore"
	while read -r word rest; do
		case $word in
		FROM | WORKDIR | ARG | "") ;;
		ENV) for pair in $rest; do export "${pair?}"; done ;;
		COPY)
			# The first COPY brings everything that .dockerignore lets through; the later ones find it there already.
			[[ -e go.mod ]] || tar -C "$root" "${ignored[@]}" -cf - . | tar -xf -
			;;
		RUN)
			echo "RUN $rest"
			sh -ec "$rest" </dev/null || exit
			;;
		*) fail "tools/image-root.sh does not know the instruction $word in the build stage" ;;
		esac
	done <<<"$stage_lines"
)

# setting NAME prints what the last stage's ENV gives it.
setting() { awk '/^FROM / {n++} n == 2 && /^ENV / {for (i = 2; i <= NF; i++) print $i}' Dockerfile | sed -n "s/^$1=//p"; }

start() {
	local account address=127.0.0.1:8127 out=$work/out
	account=$(awk '/^USER / {print $2}' Dockerfile)
	env -i IEUM_ADDR=$address IEUM_DATABASE="$(setting IEUM_DATABASE)" IEUM_DATA="$(setting IEUM_DATA)" IEUM_LOG="$(setting IEUM_LOG)" \
		IEUM_BASE_URL=http://$address IEUM_SECRET="$(head -c 32 /dev/urandom | base64)" \
		IEUM_SMTP_URL="smtp://127.0.0.1:2525?from=no-reply@example.kr" IEUM_SITE_OPERATOR="image-root" \
		/usr/sbin/chroot --userspec="$account" "$out" /ieum serve >"$work/log" 2>&1 &
	pid=$!
	local i
	for i in $(seq 100); do
		if /usr/sbin/chroot --userspec="$account" "$out" /ieum ready --addr $address 2>/dev/null; then
			echo "/readyz answers after $((i * 100)) ms at most; the program is $(du -h "$out/ieum" | cut -f1), the folder $(du -sh "$out" | cut -f1)"
			kill -TERM "$pid"
			wait "$pid" || { tail -n 20 "$work/log"; return 1; }
			return
		fi
		kill -0 "$pid" 2>/dev/null || break
		sleep 0.1
	done
	tail -n 20 "$work/log"
	return 1
}

section "the build stage's lines, on a copy of the tree" build_stage
so_far
section "linked statically" sh -c "! ldd '$work/out/ieum' 2>/dev/null"
section "the program alone, as the image's account" start
summary "make image-root (no container engine built the image)"
