#!/usr/bin/env bash
# Every night one backup of the database, the (encrypted) documents in it; old ones go.
set -euo pipefail
umask 077

while true; do
    nu=$(date -u +%Y%m%dT%H%M%SZ)
    if bash /docker/een_backup.sh "/backup/ggw-$nu.backup"; then
        find /backup -name 'ggw-*' -mtime "+$BACKUP_BEWAARDAGEN" -delete
        find /backup -maxdepth 1 -name '.backup-*' -mmin +720 -exec rm -rf {} + # of one that was killed
        echo "{\"gebeurtenis\": \"backup_gemaakt\", \"tijd\": \"$nu\"}"
        sleep 86400
    else
        echo "{\"gebeurtenis\": \"backup_mislukt\", \"tijd\": \"$nu\"}" >&2
        sleep 600
    fi
done
