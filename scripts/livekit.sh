#!/bin/sh
# Builds the LiveKit server of tools/livekit once, and puts it where everybody looks for it:
#
#   scripts/livekit.sh           builds it when it is nowhere; prints nothing and takes no time when it is there
#   scripts/livekit.sh version   prints its version
#
# It is kept by version in the user's cache, so that a fresh clone has it at once, and linked into .cache/bin.
set -eu
cd "$(dirname "$0")/.."
version=$(sed -n 's|^[[:space:]]*github.com/livekit/livekit-server \(v[0-9.]*\).*|\1|p' tools/livekit/go.mod)
[ -n "$version" ] || { echo "tools/livekit/go.mod names no LiveKit server" >&2; exit 1; }
[ "${1:-}" != version ] || { echo "$version"; exit 0; }

name=livekit-server-$version
here=.cache/bin/$name
case $(uname -s) in
Darwin) cache=$HOME/Library/Caches/spotter ;;
*) cache=${XDG_CACHE_HOME:-$HOME/.cache}/spotter ;;
esac

# put FROM TO copies a program so that TO is whole or absent, as a link where the file system has it so.
put() {
	mkdir -p "$(dirname "$2")" 2>/dev/null || return 1
	ln -f "$1" "$2.$$" 2>/dev/null || cp "$1" "$2.$$" 2>/dev/null || { rm -f "$2.$$"; return 1; }
	mv -f "$2.$$" "$2"
}

if [ -x "$here" ]; then
	[ -x "$cache/$name" ] || put "$here" "$cache/$name" || true # a cache is a convenience
	exit 0
fi
if [ -x "$cache/$name" ]; then
	put "$cache/$name" "$here"
	exit 0
fi
printf 'spotter: building the LiveKit server %s for voice (about 4 minutes of one processor, once)\n' "$version" >&2
mkdir -p .cache/bin
staging=$(mktemp -d .cache/bin/build.XXXXXX)
trap 'rm -rf "$staging"' EXIT
out=$PWD/$staging/$name
CGO_ENABLED=0 nice -n 10 go build -C tools/livekit -trimpath -ldflags='-s -w' -o "$out" github.com/livekit/livekit-server/cmd/server
mv "$out" "$here"
put "$here" "$cache/$name" || true
