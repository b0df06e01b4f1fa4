#!/bin/sh
# Runs PostgreSQL until standard input ends, that is until the process that started this script stops it or dies.
# usage: run-postgres.sh HOME DATA LOG PASSWORD_FILE SETTINGS [CERTIFICATES]
#   HOME           the unpacked executables
#   DATA           made the first time, with the role and the database oee
#   LOG            the server's log
#   PASSWORD_FILE  holds the password of the role
#   SETTINGS       options of postgres, such as "-c port=5432"
#   CERTIFICATES   a folder with ca.crt, server.crt and server.key: TLS only, and certificates instead of the password
set -eu
trap '' INT HUP

home=$1
data=$2
log=$3
password_file=$4
settings=$5
certificates=${6:-}

# PostgreSQL refuses to run as root, and as a user without a name. In a user namespace of its own either is nobody; where
# that is forbidden, root becomes nobody.
as_user=
if [ "$(id -u)" = 0 ] || ! id -un >/dev/null 2>&1; then
    mkdir -p "$data"
    if unshare -U true 2>/dev/null; then
        as_user='unshare -U'
    elif [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
        as_user='setpriv --reuid=65534 --regid=65534 --clear-groups'
        chown -R 65534:65534 "$data"
    else
        echo "PostgreSQL does not run as $(id -u), and neither unshare -U nor setpriv works here: start as another user."
        exit 1
    fi
    # shellcheck disable=SC2086 # a command and its options
    if ! $as_user test -w "$data" || ! $as_user test -x "$home/bin/postgres"; then
        echo "PostgreSQL does not run as $(id -u), and the user nobody cannot reach $data or $home: start as another user."
        exit 1
    fi
fi

postgres_tool() {
    tool=$1
    shift
    # shellcheck disable=SC2086 # a command and its options
    $as_user "$home/bin/$tool" "$@"
}

if ! [ -e "$data/complete" ]; then
    find "$data" -mindepth 1 -delete 2>/dev/null || true
    postgres_tool initdb -D "$data" -U postgres --auth=trust --no-instructions --no-sync \
        --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 >/dev/null
    printf "CREATE ROLE oee LOGIN PASSWORD '%s';\nCREATE DATABASE oee OWNER oee;\n" "$(cat "$password_file")" |
        postgres_tool postgres --single -D "$data" postgres >/dev/null
    : >"$data/complete"
fi

if [ -n "$certificates" ]; then
    install -m 600 "$certificates/server.key" "$certificates/server.crt" "$certificates/ca.crt" "$data"
    echo "hostssl all oee 127.0.0.1/32 cert map=services" >"$data/pg_hba.conf"
    cat >"$data/pg_ident.conf" <<'END'
services /^analytics_OEE-PROCESSOR(-[0-9]+)?$ oee
services /^auth_SERVICE(-[0-9]+)?$ oee
services admin_OPS oee
END
    settings="$settings -c ssl=on -c ssl_ca_file=ca.crt -c ssl_min_protocol_version=TLSv1.2"
    case $as_user in setpriv*) chown 65534:65534 "$data"/server.* "$data/ca.crt" "$data"/pg_*.conf ;; esac
else
    # the superuser has no password, so that only the role can come in
    echo "host all all 127.0.0.1/32 scram-sha-256" >"$data/pg_hba.conf"
fi

# setsid is pg_ctl's work: a Ctrl-C in the terminal does not reach the server
postgres_tool pg_ctl start --silent -D "$data" -l "$log" -w -t 60 -o "$settings"
echo "POSTGRES READY"
while read -r _; do :; done
postgres_tool pg_ctl stop --silent -D "$data" -m fast -t 20 || postgres_tool pg_ctl stop --silent -D "$data" -m immediate
