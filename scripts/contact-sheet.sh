#!/bin/sh
# Takes pictures of every drawing for people to look at: docs/screens/motion.png, motion-dark.png and muscles.png.
# Needs Chromium (apt-get install chromium). Usage: scripts/contact-sheet.sh [DIRECTORY]
set -eu
cd "$(dirname "$0")/.."
out=${1:-docs/screens}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
go build -o "$work/contactsheet" ./catalog/drawing/contactsheet
shot() { # kind theme height
    "$work/contactsheet" "$1" "$2" >"$work/sheet.html"
    chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
        --disable-sync --hide-scrollbars --user-data-dir="$work/profile" --window-size="1500,$3" \
        --screenshot="$out/$1$4.png" "file://$work/sheet.html" >/dev/null 2>&1
}
shot motion light "${MOTION_HEIGHT:-3800}" ""
shot motion dark "${MOTION_HEIGHT:-3800}" -dark
shot muscles light "${MUSCLES_HEIGHT:-11800}" ""
ls -l "$out"
