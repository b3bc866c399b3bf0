#!/bin/sh
# Installs the Debian packages that pip cannot bring, when they are missing and we are root.
#   docker/systeem.sh          what the application itself needs (WeasyPrint: Pango, and fonts for names in many scripts)
#   docker/systeem.sh proef    and what the tests need (a browser that draws no windows)
set -eu

pakketten="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"
[ "${1:-}" = proef ] && pakketten="$pakketten chromium-headless-shell"

if ! command -v dpkg-query >/dev/null; then
    echo "Dit is geen Debian of Ubuntu. Zorg zelf voor: $pakketten." >&2
    exit 0
fi

mist=""
for pakket in $pakketten; do
    dpkg-query -W -f '${Status}' "$pakket" 2>/dev/null | grep -q "ok installed" || mist="$mist $pakket"
done
[ -z "$mist" ] && exit 0

if [ "$(id -u)" != 0 ]; then
    echo "Er ontbreekt nog iets op deze computer. Laat een beheerder dit doen: apt-get install$mist" >&2
    exit 1
fi
echo "Installeren:$mist"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086  # a list of words
apt-get install -y -qq --no-install-recommends $mist >/dev/null
