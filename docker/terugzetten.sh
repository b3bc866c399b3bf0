#!/usr/bin/env bash
# The way back: docker/terugzetten.sh BESTAND, as a superuser, in a database without families (PGHOST, PGUSER and so on).
# Everything or nothing: one transaction, which ends with counting again. In a container the roles are there already (docker/opzet.sh).
set -euo pipefail
umask 077
hier=$(cd "$(dirname "$0")" && pwd)
rollen=$hier/../ggw/toegang/sql/rollen.sql

weiger() {
    echo "$1 Er is niets veranderd." >&2
    exit 1
}
vraag() { psql --no-psqlrc --quiet --no-password --tuples-only --no-align --set ON_ERROR_STOP=1 --command "$1"; }

[ -f "${1:-}" ] || weiger "Het bestand ${1:-} is er niet."
WERK=$(mktemp -d)
export WERK
trap 'rm -rf "$WERK"' EXIT

tar --extract --file "$1" --directory "$WERK" --no-same-owner sha256.txt aantallen.txt gegevens.dump 2>/dev/null &&
    [ "$(cut -c 67- "$WERK/sha256.txt")" = "aantallen.txt"$'\n'"gegevens.dump" ] &&
    (cd "$WERK" && sha256sum --status --check sha256.txt) &&
    pg_restore --list "$WERK/gegevens.dump" >"$WERK/inhoud.txt" 2>/dev/null ||
    weiger "Dit bestand is geen backup van GGW, of het is niet heel aangekomen."
grep -q "TABLE DATA public gezinnen_gezin " "$WERK/inhoud.txt" ||
    weiger "In dit bestand zitten geen gezinnen van GGW."

for tabel in gezinnen_gezin gezinnen_aanmelding toegang_inzage; do
    if [ "$(vraag "select to_regclass('public.$tabel') is not null")" = t ] &&
        [ "$(vraag "select exists (select from public.$tabel)")" = t ]; then
        weiger "Deze database is in gebruik: er staan gezinnen, aanmeldingen of regels van het inzagelogboek in. Terugzetten kan alleen in een lege database."
    fi
done
vraag "\i $hier/aantallen.sql" >"$WERK/hier.txt"
[ "$(head -n 1 "$WERK/hier.txt")" = "$(head -n 1 "$WERK/aantallen.txt")" ] ||
    weiger "Een backup van een voorbeeld kan alleen terug in een voorbeeld, en een echte alleen in een echte database."

{
    cat <<'SQL'
begin;
set local lock_timeout = '10s';
SQL
    [ ! -f "$rollen" ] || cat "$rollen"
    cat <<'SQL'
drop schema if exists partner, public cascade;
create schema public authorization pg_database_owner;
SQL
    pg_restore --file=- "$WERK/gegevens.dump" && cat <<SQL
\cd $WERK
\o geteld.txt
\i $hier/aantallen.sql
\o
\! cmp --silent aantallen.txt geteld.txt
\if :SHELL_ERROR
  rollback;
  \warn In de database staan andere aantallen dan in de backup.
\else
  commit;
  \! touch gelukt
\endif
SQL
} | psql --no-psqlrc --quiet --no-password --set ON_ERROR_STOP=1 >/dev/null || weiger "Terugzetten is niet gelukt."
[ -f "$WERK/gelukt" ] || weiger "Terugzetten is niet gelukt."
vraag "analyze"
echo "Teruggezet: $(($(wc -l <"$WERK/aantallen.txt") - 1)) tabellen, met zoveel rijen als in de backup."
