#!/usr/bin/env bash
# A private PostgreSQL 15 for tests and development. It listens on 127.0.0.1 and on a socket in its own folder, trusts
# whoever reaches it, and forgoes durability (fsync off): never keep anything there that you would miss.
#
#   tools/pg.sh run CMD [ARG…]      start one on a free port, run CMD with IEUM_TEST_POSTGRES set, always stop and remove it
#   tools/pg.sh start [DIR [PORT]]  start one that stays (or say that it runs) and print its URL
#   tools/pg.sh stop [DIR]          stop it and remove DIR
#   tools/pg.sh url [DIR]           print its URL, exit 1 when it does not run
#
# IEUM_PG_BIN names the folder of initdb and pg_ctl when it is not Debian's. IEUM_PG_DURABLE=on keeps what is committed through a
# power cut, as a real one does: bench/ measures with it.
set -euo pipefail

readonly default_dir="${TMPDIR:-/tmp}/ieum-pg-$(id -u)"
readonly durable="${IEUM_PG_DURABLE:-off}"

fail() {
	echo "tools/pg.sh: $*" >&2
	exit 1
}

find_bin() {
	local dir
	for dir in "${IEUM_PG_BIN:-}" /usr/lib/postgresql/15/bin /usr/local/pgsql/bin; do
		if [[ -n $dir && -x $dir/initdb && -x $dir/pg_ctl ]]; then
			echo "$dir"
			return
		fi
	done
	if command -v initdb >/dev/null && [[ $(initdb --version) == *" 15."* ]]; then
		dirname "$(command -v initdb)"
		return
	fi
	fail "PostgreSQL 15 is missing: apt-get install postgresql-15 (or set IEUM_PG_BIN to the folder of initdb and pg_ctl)"
}

# initdb and postgres refuse to run as root, so root borrows the postgres account that the Debian package makes.
as_owner() {
	if [[ $(id -u) -eq 0 ]]; then
		(cd / && runuser -u postgres -- "$@")
	else
		"$@"
	fi
}

url_of() { echo "postgres://postgres@127.0.0.1:$1/postgres?sslmode=disable"; }

running() { [[ -d $1/data ]] && as_owner "$bin/pg_ctl" -D "$1/data" status >/dev/null 2>&1; }

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Ports below 32768 are not handed to outgoing connections, so nothing takes one between the look and the start.
free_port() {
	local port
	for _ in $(seq 50); do
		port=$((20000 + RANDOM % 12000))
		if port_is_free "$port"; then
			echo "$port"
			return
		fi
	done
	fail "no free port found between 20000 and 32000"
}

# launch DIR PORT: makes the cluster in DIR/data when there is none, and starts it.
launch() {
	local dir=$1 port=$2
	if [[ ! -s $dir/data/PG_VERSION ]]; then
		if [[ $(id -u) -eq 0 ]]; then
			id postgres >/dev/null 2>&1 || fail "there is no account postgres to run as: apt-get install postgresql-15"
			chown postgres "$dir"
		fi
		chmod 700 "$dir"
		as_owner "$bin/initdb" -D "$dir/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync \
			>"$dir.initdb" 2>&1 || { cat "$dir.initdb" >&2; rm -f "$dir.initdb"; return 1; }
		rm -f "$dir.initdb"
	fi
	as_owner "$bin/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/log" start -o "-p $port \
		-c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c max_connections=300 -c shared_buffers=128MB \
		-c fsync=$durable -c synchronous_commit=$durable -c full_page_writes=$durable -c max_wal_size=1GB -c autovacuum_naptime=10s" \
		>/dev/null 2>&1 </dev/null
}

halt() {
	local dir=$1
	if running "$dir"; then
		as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate -w -t 30 stop >/dev/null 2>&1 || true
	fi
	rm -rf "$dir"
}

cmd_start() {
	local dir=${1:-$default_dir} port=${2:-}
	if running "$dir"; then
		cmd_url "$dir"
		return
	fi
	mkdir -p "$dir"
	launch "$dir" "${port:-$(free_port)}" || {
		tail -n 20 "$dir/log" >&2 2>/dev/null || true
		fail "PostgreSQL did not start in $dir"
	}
	cmd_url "$dir"
}

cmd_url() {
	local dir=${1:-$default_dir}
	running "$dir" || fail "no PostgreSQL runs in $dir"
	url_of "$(as_owner sed -n 4p "$dir/data/postmaster.pid")"
}

cmd_stop() { halt "${1:-$default_dir}"; }

cmd_run() {
	[[ $# -gt 0 ]] || fail "run: which command?"
	local port child=0 status=0 tried
	dir=$(mktemp -d "${TMPDIR:-/tmp}/ieum-pg.XXXXXX")
	trap 'halt "$dir"' EXIT
	# CMD gets a process group of its own, so that a signal can end everything it started.
	trap '[[ $child -eq 0 ]] && exit 130; kill -TERM -- "-$child" 2>/dev/null || true' INT TERM HUP
	# The same port for the same checkout when it can be had: Go's test cache sees IEUM_TEST_POSTGRES, and a new URL would void it.
	port=$((20000 + $(pwd | cksum | cut -d' ' -f1) % 12000))
	port_is_free "$port" || port=$(free_port)
	for tried in 1 2 3; do
		[[ $tried -eq 1 ]] || port=$(free_port)
		launch "$dir" "$port" && break
		[[ $tried -lt 3 ]] || {
			tail -n 20 "$dir/log" >&2 2>/dev/null || true
			fail "PostgreSQL did not start"
		}
	done
	IEUM_TEST_POSTGRES=$(url_of "$port")
	export IEUM_TEST_POSTGRES
	set -m
	"$@" </dev/null &
	child=$!
	set +m
	wait "$child" || status=$?
	# A trapped signal ends the wait before the child has ended.
	while kill -0 "$child" 2>/dev/null; do
		wait "$child" || status=$?
	done
	exit "$status"
}

verb=${1:-}
[[ $# -gt 0 ]] && shift
case $verb in
run | start | stop | url)
	bin=$(find_bin)
	"cmd_$verb" "$@"
	;;
*)
	sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
	exit 2
	;;
esac
