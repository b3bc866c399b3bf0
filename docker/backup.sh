#!/usr/bin/env bash
# Every night one dump of the database, the (encrypted) documents in it; old ones go.
# The dump is written under another name first, so what is called .dump is whole.
set -euo pipefail
umask 077

while true; do
    nu=$(date -u +%Y%m%dT%H%M%SZ)
    if pg_dump --format=custom --file "/backup/ggw-$nu.nieuw"; then
        mv "/backup/ggw-$nu.nieuw" "/backup/ggw-$nu.dump"
        find /backup -name 'ggw-*' -mtime "+$BACKUP_BEWAARDAGEN" -delete
        echo "{\"gebeurtenis\": \"backup_gemaakt\", \"tijd\": \"$nu\"}"
        sleep 86400
    else
        rm -f "/backup/ggw-$nu".*
        echo "{\"gebeurtenis\": \"backup_mislukt\", \"tijd\": \"$nu\"}" >&2
        sleep 600
    fi
done
