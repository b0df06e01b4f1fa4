#!/bin/sh
# Runs the PostgreSQL that is installed on this machine, with the roles, rights and TLS of deploy/docker-compose.yml, until standard input ends.
# usage: installed-postgres.sh PROGRAMS FOLDER PORT CERTIFICATES DEPLOY
#   PROGRAMS       its folder of programs
#   FOLDER         for data, socket and log
#   CERTIFICATES   ca.crt, server.crt, server.key
#   DEPLOY         the folder deploy of this repository
# OWNER_PASSWORD, OEE_PASSWORD, AUTH_PASSWORD, KEYCLOAK_PASSWORD and READER_PASSWORD come by the environment.
set -eu
trap '' INT HUP

programs=$1
folder=$2
port=$3
certificates=$4
deploy=$5

# PostgreSQL refuses to run as root: nobody in a user namespace of its own, or nobody himself
as_user=
if [ "$(id -u)" = 0 ]; then
    if unshare -U true 2>/dev/null; then
        as_user='unshare -U'
    else
        as_user='setpriv --reuid=65534 --regid=65534 --clear-groups'
    fi
fi

as_server() {
    # shellcheck disable=SC2086 # a command and its options
    $as_user "$@"
}

mkdir -p "$folder/data" "$folder/socket"
install -m 600 "$certificates/server.key" "$folder/server.key"
cp "$certificates/server.crt" "$certificates/ca.crt" "$deploy/postgres/pg_hba.conf" "$folder"
case $as_user in setpriv*) chown -R 65534:65534 "$folder" ;; esac

new=
if ! [ -e "$folder/data/PG_VERSION" ]; then
    new=yes
    as_server "$programs/initdb" -D "$folder/data" -U oee_owner --auth=trust --no-instructions --no-sync --encoding=UTF8 --locale=C >/dev/null
fi
as_server "$programs/pg_ctl" start --silent -D "$folder/data" -l "$folder/log" -w -t 60 -o "-c listen_addresses=127.0.0.1 -c port=$port \
    -c unix_socket_directories=$folder/socket -c hba_file=$folder/pg_hba.conf -c ssl=on -c ssl_cert_file=$folder/server.crt -c ssl_key_file=$folder/server.key \
    -c ssl_ca_file=$folder/ca.crt -c fsync=off -c shared_buffers=32MB -c max_connections=60 -c timezone=UTC"
if [ -n "$new" ]; then
    # what the image's entry point does
    export PGHOST="$folder/socket" PGPORT="$port" POSTGRES_USER=oee_owner POSTGRES_DB=oee PATH="$programs:$PATH"
    createdb -U oee_owner oee
    psql -X -q -v ON_ERROR_STOP=1 -U oee_owner -d oee <<'END'
\getenv owner OWNER_PASSWORD
ALTER ROLE oee_owner PASSWORD :'owner';
END
    sh "$deploy/postgres/init.sh" >/dev/null
fi
echo "POSTGRES READY"
while read -r _; do :; done
as_server "$programs/pg_ctl" stop --silent -D "$folder/data" -m immediate
