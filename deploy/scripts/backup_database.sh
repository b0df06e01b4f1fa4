#!/bin/sh
# Writes a database of the suite into a file while all goes on: one moment in all its tables. docs/operations/backup.md says what is not in it.
#
#   deploy/scripts/backup_database.sh FILE.dump [oee|keycloak]
#
# Which PostgreSQL: PGHOST and so on, or the compose file's; see postgres.sh.
# shellcheck disable=SC1091,SC2154 # compose.sh and postgres.sh are checked by themselves; they set postgres and database
set -eu

. "$(dirname -- "$0")/compose.sh"
. "$(dirname -- "$0")/postgres.sh"
umask 077

[ $# = 1 ] || [ $# = 2 ] || fail "where to? deploy/scripts/backup_database.sh FILE.dump [oee|keycloak]"
use_database "${2:-oee}"
! [ -e "$1" ] || fail "$1 is there already; nothing is overwritten"
use_postgres
new=$1.new
trap 'rm -f "$new"' EXIT
trap 'exit 130' HUP INT TERM

# shellcheck disable=SC2086 # a command line
$postgres pg_dump --format=custom --dbname="$database" </dev/null >"$new" || fail "pg_dump failed; there is no $1"
is_whole <"$new" || fail "what pg_dump wrote cannot be read again; there is no $1"
mv "$new" "$1"
echo "$1 (holds what passwords are checked against: keep it encrypted and elsewhere)"
