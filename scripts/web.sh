#!/bin/sh
# What the web client needs of Node. install brings node_modules when package-lock.json is newer; check wants
# web/dist and the generated types to be what the sources say. Without npm, or without a network to install
# from, check says so and is content: what is committed is what is embedded.
set -eu
cd "$(dirname "$0")/../web"

install() {
	command -v npm >/dev/null 2>&1 || { echo "npm is not there"; return 1; }
	have=node_modules/.package-lock.json
	[ -e "$have" ] && [ "$have" -nt package-lock.json ] && [ "$have" -nt package.json ] && return 0
	timeout 120 npm ci --no-progress --loglevel=error || { echo "npm ci did not get through"; return 1; }
}

case "${1:-}" in
install) install ;;
check)
	if ! install; then
		echo "the web client is not checked"
		exit 0
	fi
	npm run --silent check
	npm run --silent test
	;;
*)
	echo "usage: scripts/web.sh install|check" >&2
	exit 2
	;;
esac
