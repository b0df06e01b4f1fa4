#!/bin/sh
# Brings a database back from a file of backup_database.sh. What is there is never overwritten; a database without a table, as a new PostgreSQL has it, is replaced.
#
#   deploy/scripts/restore_database.sh FILE.dump [oee|keycloak]
#
# The roles must be there (deploy/postgres/init.sh and the chart make them), and nobody may be connected: stop who uses it. Which PostgreSQL: PGHOST and so on, or the
# compose file's; see postgres.sh.
# shellcheck disable=SC1091,SC2154 # compose.sh and postgres.sh are checked by themselves; they set postgres, database and roles
set -eu

. "$(dirname -- "$0")/compose.sh"
. "$(dirname -- "$0")/postgres.sh"

# ask DATABASE QUERY: the answer alone
ask() {
    # shellcheck disable=SC2086 # a command line
    $postgres psql -X -A -t -v ON_ERROR_STOP=1 -d "$1" -c "$2" </dev/null
}

tell() {
    ask "$1" "$2" >/dev/null
}

drop() {
    # shellcheck disable=SC2086 # a command line
    $postgres dropdb "$database" </dev/null
}

# createdb OPTION…
create() {
    # shellcheck disable=SC2086 # a command line
    $postgres createdb --template=template0 "$@" "$database" </dev/null
}

[ $# = 1 ] || [ $# = 2 ] || fail "what from? deploy/scripts/restore_database.sh FILE.dump [oee|keycloak]"
use_database "${2:-oee}"
[ -r "$1" ] || fail "$1 cannot be read"
use_postgres

is_whole <"$1" || fail "$1 is no dump, or not a whole one; nothing was changed"
silent='PostgreSQL does not answer; nothing was changed'
for role in $roles; do
    found=$(ask postgres "select count(*) from pg_roles where rolname = '$role'") || fail "$silent"
    [ "$found" = 1 ] ||
        fail "there is no role $role: deploy/postgres/init.sh makes those of the compose files, the chart its own; nothing was changed"
done

found=$(ask postgres "select count(*) from pg_database where datname = '$database'") || fail "$silent"
if [ "$found" = 1 ]; then
    tables=$(ask "$database" "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'") || fail "$silent"
    [ "$tables" = 0 ] || fail "the database $database is there and has $tables tables: rename or drop it first (is this the right PostgreSQL?); nothing was changed"
    drop || fail "the database $database is empty, and somebody is connected to it: stop the services first"
fi

case $database in
    oee) create ;;
    keycloak) create --owner=keycloak ;;
esac
tell postgres "REVOKE CONNECT ON DATABASE $database FROM PUBLIC"
# shellcheck disable=SC2086 # a command line
if ! $postgres pg_restore --exit-on-error --single-transaction --dbname="$database" <"$1"; then
    drop || fail "pg_restore failed, and somebody is connected to $database: stop who uses it, drop it and try again"
    fail "pg_restore failed, and there is no database $database again"
fi
# what belongs to the database and not to what is in it, as deploy/postgres/init.sh has it; not before, lest a service makes its tables first
if [ "$database" = oee ]; then
    tell postgres 'GRANT CONNECT, CREATE ON DATABASE oee TO oee'
    tell postgres 'GRANT CONNECT ON DATABASE oee TO oee_auth, oee_reader'
fi
# until it is told what is in the tables, it searches them slowly
tell "$database" 'ANALYZE'
echo "$database is what it was at the dump; start the services again"
