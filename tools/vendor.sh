#!/usr/bin/env bash
# make vendor: fetches what static/ keeps of other projects again, at the versions named here, and writes it over. Git then shows whether
# anything differs. To take a new version: change it here, run this, look at the gallery, commit both.
# The font's package is large (200 MB unpacked), which is why none of this is in a lockfile that tests install.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
need_go
command -v npm >/dev/null || fail "npm is missing: apt-get install npm"

readonly krds=1.1.0 htmx=4.0.1 pretendard=1.3.9 licence=5.3.0

# What the portal calls an icon, and what krds-uiux calls it.
readonly icons="
angle:angle calendar:calendar close:close danger:error_fill down:arrow_dropdown download:download expand:expand external:go file:file
filter:filter globe:global help:help home:bread_home info:information_fill login:login logout:logout mail:email menu:all person:my
phone:call plus:plus print:print reset:reset search:sch setting:setting share:share success:success_fill upload:upload
warning:warning_fill"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fetch() {
	echo "$1@$2"
	mkdir "$work/$1"
	(cd "$work" && npm pack --silent "$1@$2" >/dev/null </dev/null && tar -xzf "$1-$2.tgz" -C "$1" --strip-components=1) || fail "npm could not fetch $1@$2"
}

fetch krds-uiux $krds
(cd tools && go run ./tokens) <"$work/krds-uiux/resources/css/token/krds_tokens.css" >static/css/tokens.css
for pair in $icons; do
	cp "$work/krds-uiux/resources/img/component/icon/ico_${pair#*:}.svg" "static/icons/${pair%:*}.svg"
done
for f in static/icons/*.svg; do
	[[ $icons == *[[:space:]]"$(basename "$f" .svg)":* ]] || fail "$f comes from nowhere: name it in tools/vendor.sh"
done

fetch htmx.org $htmx
rm -f static/vendor/htmx-*.min.js
cp "$work/htmx.org/dist/htmx.min.js" static/vendor/htmx-$htmx.min.js

fetch pretendard-gov $pretendard
cp "$work"/pretendard-gov/dist/web/variable/woff2-dynamic-subset/*.woff2 static/fonts/
sed 's|url(./woff2-dynamic-subset/|url(|' "$work/pretendard-gov/dist/web/variable/pretendardvariable-gov-dynamic-subset.css" >static/fonts/pretendard.css

# The font's package lacks the text of its licence; a sister package of the same author's work holds it.
mkdir "$work/licence"
(cd "$work" && tar -xzf "$(npm pack --silent "@fontsource/pretendard@$licence" </dev/null)" -C licence --strip-components=1) || fail "npm could not fetch the font's licence"
cp "$work/licence/LICENSE" static/fonts/OFL.txt

git --no-pager diff --stat -- static
