# shellcheck shell=sh
# Read by backup_database.sh and restore_database.sh, after compose.sh.
#
# PGHOST, PGPORT, PGUSER, PGSSLMODE, PGSSLROOTCERT, PGPASSFILE …: PostgreSQL's own variables say where it is, and who asks: its administrator. Its client programs must be
# here, of its version or newer.
# Without PGHOST: PostgreSQL of this site's compose files, by the programs in its container (OEE_COMPOSE, OEE_ENV_FILE as in compose.sh).
# shellcheck disable=SC2154 # compose.sh sets compose

# sets postgres: how a command line of one of PostgreSQL's programs begins
use_postgres() {
    postgres=''
    if [ -z "${PGHOST:-}" ]; then
        use_compose_files
        postgres="$compose exec -T -e PGUSER=oee_owner postgres"
    fi
}

# use_database NAME sets database, and roles: who must be there before it
# shellcheck disable=SC2034 # roles is for restore_database.sh
use_database() {
    database=$1
    case $database in
        oee) roles='oee oee_auth oee_reader' ;;
        keycloak) roles='keycloak' ;;
        *) fail "there is no database $database in this suite: oee, keycloak" ;;
    esac
}

# Whether the dump is one, to its end. Reads it from standard input.
is_whole() {
    # shellcheck disable=SC2086 # a command line
    $postgres pg_restore --file=/dev/null
}
