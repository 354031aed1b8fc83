#!/bin/sh
# Says whether the generated queries are current, without building sqlc to find out: a checksum of
# every file that sqlc reads or writes stands in internal/postgres/db/.inputs.sha256.
#
#   scripts/queries.sh check    exits 1 and names the files that changed since `make generate`
#   scripts/queries.sh write    records the present state; `make generate` calls it
set -eu
cd "$(dirname "$0")/.."
sums=internal/postgres/db/.inputs.sha256

current() {
	find sqlc.yaml internal/postgres/queries internal/postgres/migrations internal/postgres/db \
		-type f \( -name '*.sql' -o -name '*.go' -o -name sqlc.yaml \) |
		LC_ALL=C sort | while read -r file; do
		printf '%s  %s\n' "$(sum "$file")" "$file"
	done
}

if command -v sha256sum >/dev/null 2>&1; then
	sum() { sha256sum <"$1" | cut -d' ' -f1; }
else
	sum() { shasum -a 256 <"$1" | cut -d' ' -f1; }
fi

case ${1:-} in
write) current >"$sums" ;;
check)
	if ! difference=$(current | diff "$sums" -); then
		printf '%s\n' "$difference" | sed -n 's/^[<>] [0-9a-f]*  /  /p' | sort -u >&2
		echo "changed since the queries were generated: run \`make generate\`" >&2
		exit 1
	fi
	;;
*)
	echo "usage: scripts/queries.sh check|write" >&2
	exit 2
	;;
esac
