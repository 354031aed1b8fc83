#!/bin/sh
# Every check that is no test. Runs all of them, prints a line each, exits 1 if any failed.
# shellcheck disable=SC2317 # the functions are called through `check`
set -u
cd "$(dirname "$0")/.." || exit
output=$(mktemp)
trap 'rm -f "$output" "$output.openapi" "$output.migrations"' EXIT
failed=0

# check NAME REMEDY COMMAND... runs a command; its output is shown when it fails.
check() {
	name=$1 remedy=$2
	shift 2
	if "$@" >"$output" 2>&1 </dev/null; then
		printf '  ok    %s\n' "$name"
	else
		printf '  FAIL  %s\n' "$name"
		sed 's/^/        /' "$output"
		printf '        -> %s\n' "$remedy"
		failed=1
	fi
}

formatted() {
	unformatted=$(git ls-files -co --exclude-standard '*.go' | while read -r file; do
		[ ! -e "$file" ] || echo "$file"
	done | xargs gofmt -l) || return
	[ -z "$unformatted" ] || { printf '%s\n' "$unformatted"; return 1; }
}

openapi_current() {
	go run ./cmd/spotter openapi >"$output.openapi" && diff -u api/openapi.yaml "$output.openapi"
}

migrations_reversible() { # a test that was skipped or is not there counts as failed
	go test -count=1 -v -run '^TestMigrations' ./internal/postgres >"$output.migrations" 2>&1
	status=$?
	cat "$output.migrations"
	[ "$status" -eq 0 ] && grep -q '^--- PASS: TestMigrations' "$output.migrations"
}

check "gofmt" "run gofmt -w on these files" formatted
check "go vet" "mend what it names" go vet ./...
check "go.mod and go.sum are tidy" "run go mod tidy" go mod tidy -diff
check "queries are generated from what is here" "run make generate" scripts/queries.sh check
check "api/openapi.yaml is what the binary says" "run make generate" openapi_current
check "docs/licences.md lists what is linked" "run make generate" go run ./tools/licences -check docs/licences.md
check "web/dist is what its sources say" "run npm run build in web" scripts/web.sh check
check "migrations go up, down and up again" "mend the migration" migrations_reversible

exit $failed
