#!/bin/sh
# Brings the files of a Swagger UI release into web/docs, unchanged but for gzip:
#   scripts/swagger-ui.sh 5.35.0
set -eu
version=$1
docs=$(cd "$(dirname "$0")/../web/docs" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent --ignore-scripts "swagger-ui-dist@$version" >/dev/null && tar xzf ./*.tgz)

rm -rf "$docs"/swagger-ui-*
new=$docs/swagger-ui-$version
mkdir "$new"
for file in swagger-ui-bundle.js swagger-ui.css; do
	gzip -9n <"$work/package/$file" >"$new/$file.gz"
done
for file in LICENSE NOTICE swagger-ui-bundle.js.LICENSE.txt; do
	cp "$work/package/$file" "$new/$file"
done
for file in "$docs/index.html" "$docs/docs.go" "$docs/../../tools/licences/main.go"; do
	sed "s/swagger-ui-[0-9][0-9.]*[0-9]/swagger-ui-$version/g; s/| Swagger UI | [0-9.]* |/| Swagger UI | $version |/" "$file" >"$work/edited"
	cat "$work/edited" >"$file"
done
