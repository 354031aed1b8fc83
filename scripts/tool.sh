#!/bin/sh
# Builds a pinned tool once: scripts/tool.sh TARGET MODULE@VERSION. Nothing of it enters go.mod.
set -eu
target=$1
package=$2
name=${package##*/}
name=${name%@*}
case $name in v[0-9]*) # a major version is no name: .../vegeta/v12 makes vegeta
	name=${package%/*}
	name=${name##*/} ;;
esac
mkdir -p "$(dirname "$target")"
dir=$(cd "$(dirname "$target")" && pwd)
printf 'building %s (minutes, once)\n' "$package" >&2
staging=$(mktemp -d "$dir/build.XXXXXX")
trap 'rm -rf "$staging"' EXIT
GOBIN=$staging go install "$package"
mv "$staging/$name" "$target"
