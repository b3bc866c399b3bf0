#!/usr/bin/env bash
# One backup in one file: docker/een_backup.sh BESTAND, of the database in PGHOST, PGUSER, PGDATABASE and so on.
# It is a tar with what pg_dump says, the numbers of rows counted in the same snapshot, and the SHA-256 of both.
# It gets its name last, so what is called so is whole.
set -euo pipefail
umask 077
hier=$(cd "$(dirname "$0")" && pwd)
doel=$1

WERK=$(mktemp -d "$(dirname "$doel")/.backup-XXXXXX")
export WERK
trap 'rm -rf "$WERK"' EXIT

psql --no-psqlrc --quiet --no-password --set ON_ERROR_STOP=1 <<SQL
begin isolation level repeatable read, read only;
set local row_security = off;
select pg_export_snapshot() as momentopname \gset
\setenv MOMENTOPNAME :momentopname
\cd $WERK
\o aantallen.txt
\i $hier/aantallen.sql
\o
\! pg_dump --no-password --format=custom --snapshot="\$MOMENTOPNAME" --file=gegevens.dump || rm -f gegevens.dump
commit;
SQL

cd "$WERK"
test -s gegevens.dump
sha256sum aantallen.txt gegevens.dump >sha256.txt
tar --create --file geheel.tar sha256.txt aantallen.txt gegevens.dump
cd - >/dev/null
mv "$WERK/geheel.tar" "$doel"
