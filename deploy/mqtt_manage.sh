#!/bin/sh
# The MQTT broker of a small site: Mosquitto, in a container where Docker runs, else as a program of this machine.
# deploy/mqtt_manage.sh help says what it can do.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$here")
site=${OEE_MQTT_DIR:-$here/mosquitto/site}
case $site in
    /*) ;;
    *) site=$PWD/$site ;;
esac
# what the suite's own services are called, who connect with certificates
services="analytics_INGEST analytics_INGEST-0 analytics_INGEST-1 analytics_OEE-PROCESSOR scada_PRIMARY-HOST alert_SENDER auth_SERVICE dashboard_OEE-PRODUCTION"
admin=admin_OPS
umask 077

usage() {
    cat <<'END'
mqtt_manage.sh VERB

  setup                     the site's folder: configuration, certificates, passwords, rights; again after a change of settings
  setup-admin               certificate and password of admin_OPS, written to a file; once more: a new password
  start, stop, restart      the broker
  status                    what runs; exit code 3 when it does not
  logs [-f]                 what it says
  test                      a message goes through; plain text, strangers and anonymous clients are refused
  backup [FILE]             all of the site, while it runs
  restore FILE              puts a backup in place; what was there is kept beside it
  create-user ID            a client with a password, written to a file
  delete-user ID            takes away password, rights and certificate
  list-users                who may connect, with what, until when
  generate-device ID        a device or edge node with certificate and password: device_credentials_ID.txt

Settings, kept by setup in the site's folder:
  OEE_MQTT_DIR              the site's folder (deploy/mosquitto/site)
  MQTT_SERVER_NAME          the name clients use for the broker (mqtt.oee.local)
  MQTT_PORT_INTERNAL, MQTT_PORT_DEVICES, MQTT_PORT_WEBSOCKET     1883, 8883, 9001
  MQTT_BIND_INTERNAL, MQTT_BIND_DEVICES, MQTT_BIND_WEBSOCKET     127.0.0.1, 0.0.0.0, 0.0.0.0
  MQTT_MODE                 docker or native; chosen by what is there
  MQTT_GROUPS               groups of devices: "oven=oven1,oven2 press=press1"
Others:
  CERTS_SERVER_NAMES        all names in the broker's certificate, see certs/README.md
  CERTS_CA_PASSPHRASE_FILE  a file whose first line opens the authority's key; with it the key is encrypted
  CREDENTIALS_DIR           where files of credentials go (here)
  OEE_POLICY                what prints the rights of clients (./oee policy of this clone, which needs a JDK)
END
}

fail() {
    echo "mqtt_manage: $*" >&2
    exit 1
}

need() {
    for program; do
        command -v "$program" >/dev/null || fail "$program is not installed"
    done
}

# ── Settings ─────────────────────────────────────────────────────────────────────────────────────────────────

settings="MQTT_SERVER_NAME MQTT_PORT_INTERNAL MQTT_PORT_DEVICES MQTT_PORT_WEBSOCKET MQTT_BIND_INTERNAL MQTT_BIND_DEVICES
    MQTT_BIND_WEBSOCKET MQTT_MODE MQTT_GROUPS"

default_of() {
    case $1 in
        MQTT_SERVER_NAME) echo mqtt.oee.local ;;
        MQTT_PORT_INTERNAL) echo 1883 ;;
        MQTT_PORT_DEVICES) echo 8883 ;;
        MQTT_PORT_WEBSOCKET) echo 9001 ;;
        MQTT_BIND_INTERNAL) echo 127.0.0.1 ;;
        MQTT_BIND_DEVICES | MQTT_BIND_WEBSOCKET) echo 0.0.0.0 ;;
        MQTT_MODE) find_mode ;;
        *) ;;
    esac
}

find_mode() {
    if command -v docker >/dev/null && docker info >/dev/null 2>&1; then
        echo docker
    elif find_mosquitto >/dev/null; then
        echo native
    else
        fail "neither Docker runs here, nor is mosquitto installed (apt-get install mosquitto mosquitto-clients)"
    fi
}

# Debian keeps it where users do not look
find_mosquitto() {
    command -v mosquitto || { [ -x /usr/sbin/mosquitto ] && echo /usr/sbin/mosquitto; }
}

# The environment comes first, then what setup has kept, then what is usual.
read_settings() {
    for name in $settings; do
        eval "value=\${$name:-}"
        if [ -z "$value" ] && [ -f "$site/settings" ]; then
            value=$(sed -n "s/^$name=//p" "$site/settings")
        fi
        [ -n "$value" ] || value=$(default_of "$name")
        case $value in
            *[!A-Za-z0-9.:=,\ _-]*) fail "$name has a character that cannot be: $value" ;;
        esac
        eval "$name=\$value"
    done
    case $MQTT_MODE in
        docker | native) ;;
        *) fail "MQTT_MODE is docker or native, not $MQTT_MODE" ;;
    esac
}

keep_settings() {
    for name in $settings; do
        eval "echo \"$name=\$$name\""
    done >"$site/settings"
}

need_site() {
    [ -f "$site/settings" ] || fail "there is no site in $site yet; mqtt_manage.sh setup makes it"
    read_settings
}

# ── Clients ──────────────────────────────────────────────────────────────────────────────────────────────────

check_id() {
    case $1 in
        '' | *[!A-Za-z0-9._-]*) fail "not a client id: '$1'. Letters, digits, '.', '_' and '-' only" ;;
    esac
}

is_client() {
    grep -qxF "$1" "$site/config/clients"
}

is_service() {
    case " $services " in
        *" $1 "*) ;;
        *) return 1 ;;
    esac
}

remember_client() {
    is_client "$1" || echo "$1" >>"$site/config/clients"
}

# A password nobody has to remember.
new_password() {
    openssl rand -base64 24 | tr '+/' '-_'
}

# set_password ID PASSWORD: hashed on the way, and never an argument that others see
set_password() {
    forget_password "$1"
    entry=$(mktemp "$site/config/password.XXXXXX")
    echo "$1:$2" >"$entry"
    hash_passwords "$entry"
    cat "$entry" >>"$site/config/passwords"
    rm -f "$entry"
}

hash_passwords() {
    case $MQTT_MODE in
        native) mosquitto_passwd -U "$1" ;;
        docker)
            docker run --rm --user "$(id -u):$(id -g)" -v "$site/config:/mosquitto/config" "$(image)" \
                mosquitto_passwd -U "/mosquitto/config/${1##*/}"
            ;;
    esac
    # the sign of a salted PBKDF2
    grep -qF ":\$7\$" "$1" || fail "the password was not hashed"
}

image() {
    sed -n 's/^ *image: *//p' "$here/mosquitto/docker-compose.yml"
}

forget_password() {
    awk -v id="$1" -F: '$1 "" != id ""' "$site/config/passwords" >"$site/config/passwords.new"
    mv "$site/config/passwords.new" "$site/config/passwords"
}

has_password() {
    awk -v id="$1" -F: '$1 "" == id "" { found = 1 } END { exit !found }' "$site/config/passwords"
}

# The rights of all clients, from the one policy of the suite.
write_rights() {
    groups=''
    for group in $MQTT_GROUPS; do
        groups="$groups --group $group"
    done
    # shellcheck disable=SC2046,SC2086 # words, each without blanks
    ${OEE_POLICY:-"$root/oee" policy} mosquitto $groups $(cat "$site/config/clients") >"$site/config/acl.new" ||
        fail "the clients' rights could not be made; nothing has changed"
    mv "$site/config/acl.new" "$site/config/acl"
}

# ── Certificates ─────────────────────────────────────────────────────────────────────────────────────────────

certs() {
    CERTS_DIR=$site/certs CERTS_SERVER_NAMES=$(server_names) sh -c ". '$root/certs/generate_certs.sh'; certs_make $*" ||
        fail "certificates could not be made"
}

server_names() {
    # shellcheck disable=SC1091 # checked by itself
    names=$(. "$root/certs/generate_certs.sh" && certs_server_names)
    case ,$names, in
        *",DNS:$MQTT_SERVER_NAME,"* | *",IP:$MQTT_SERVER_NAME,"*) echo "$names" ;;
        *) case $MQTT_SERVER_NAME in
            *[!0-9.]*) echo "$names,DNS:$MQTT_SERVER_NAME" ;;
            *) echo "$names,IP:$MQTT_SERVER_NAME" ;;
        esac ;;
    esac
}

authority() {
    mkdir -p "$site/certs/revoked"
    [ -f "$site/certs/revoked/index" ] || : >"$site/certs/revoked/index"
    [ -f "$site/certs/revoked/number" ] || echo 01 >"$site/certs/revoked/number"
    cat >"$site/certs/revoked/config" <<END
[ca]
default_ca = site
[site]
database = $site/certs/revoked/index
crlnumber = $site/certs/revoked/number
default_md = sha256
default_crl_days = 3650
unique_subject = no
END
    openssl ca -config "$site/certs/revoked/config" -cert "$site/certs/ca.crt" -keyfile "$site/certs/ca.key" \
        -passin "${CERTS_CA_PASSPHRASE_FILE:+file:}${CERTS_CA_PASSPHRASE_FILE:-pass:}" "$@" \
        2>"$site/certs/revoked/said" || fail "$(cat "$site/certs/revoked/said")"
}

# What the broker needs; never the key of the authority.
hand_to_broker() {
    authority -gencrl -out "$site/broker/revoked.crl"
    cp "$site/certs/ca.crt" "$site/certs/server.crt" "$site/certs/server.key" "$site/broker/"
    chmod 644 "$site/broker/ca.crt" "$site/broker/server.crt" "$site/broker/revoked.crl"
    own_by_broker
}

broker_account() {
    [ "$(id -u)" = 0 ] || return 0
    case $MQTT_MODE in
        docker) echo 1883:1883 ;;
        native) if id mosquitto >/dev/null 2>&1; then echo mosquitto:; fi ;;
    esac
}

own_by_broker() {
    account=$(broker_account)
    [ -n "$account" ] || return 0
    chown -R "$account" "$site/config" "$site/broker" "$site/data"
    # it has to get at its folders, not to see the others
    chmod 711 "$site"
    if [ "$MQTT_MODE" = native ] && command -v runuser >/dev/null && ! runuser -u mosquitto -- test -r "$site/config/passwords"; then
        fail "the user mosquitto cannot get at $site: set OEE_MQTT_DIR to a folder that is not in a private one, as /srv/oee-mqtt"
    fi
}

# ── Verbs ────────────────────────────────────────────────────────────────────────────────────────────────────

setup() {
    read_settings
    need openssl awk sed tar
    [ "$MQTT_MODE" = docker ] || need mosquitto_passwd
    mkdir -p "$site/config" "$site/certs" "$site/broker" "$site/data" "$site/backups" "$site/run"
    keep_settings
    touch "$site/config/clients" "$site/config/passwords"
    items='ca server'
    for id in $services; do
        remember_client "$id"
    done
    while read -r id; do
        if [ -f "$site/certs/client_$id.crt" ] || is_service "$id"; then
            items="$items 'client:$id'"
        fi
    done <"$site/config/clients"
    certs "$items"
    write_rights
    write_configuration
    hand_to_broker
    echo "The site is in $site ($MQTT_MODE); mqtt_manage.sh setup-admin, then start"
    take_effect
}

write_configuration() {
    if [ "$MQTT_MODE" = docker ]; then
        cp "$here/mosquitto/mosquitto.conf" "$site/config/mosquitto.conf"
        return
    fi
    run_as=$(id -un)
    [ "$(id -u)" != 0 ] || ! id mosquitto >/dev/null 2>&1 || run_as=mosquitto
    sed -e "s|/mosquitto/config/|$site/config/|" -e "s|/mosquitto/certs/|$site/broker/|" -e "s|/mosquitto/data/|$site/data/|" \
        -e "s|^user .*|user $run_as|" \
        -e "s|^listener 1883\$|listener $MQTT_PORT_INTERNAL $MQTT_BIND_INTERNAL|" \
        -e "s|^listener 8883\$|listener $MQTT_PORT_DEVICES $MQTT_BIND_DEVICES|" \
        -e "s|^listener 9001\$|listener $MQTT_PORT_WEBSOCKET $MQTT_BIND_WEBSOCKET|" \
        "$here/mosquitto/mosquitto.conf" >"$site/config/mosquitto.conf"
}

# Certificates, passwords and rights are read again; nobody is disconnected. Ports and limits need a restart.
take_effect() {
    is_running || return 0
    case $MQTT_MODE in
        native) kill -HUP "$(cat "$site/run/pid")" ;;
        docker) docker kill --signal HUP oee-mosquitto >/dev/null ;;
    esac
}

compose() {
    export OEE_MQTT_DIR="$site" MQTT_PORT_INTERNAL MQTT_PORT_DEVICES MQTT_PORT_WEBSOCKET MQTT_BIND_INTERNAL MQTT_BIND_DEVICES \
        MQTT_BIND_WEBSOCKET
    if [ "$(id -u)" != 0 ]; then
        MOSQUITTO_USER=$(id -u):$(id -g)
        export MOSQUITTO_USER
    fi
    if docker compose version >/dev/null 2>&1; then
        docker compose -f "$here/mosquitto/docker-compose.yml" "$@"
    else
        docker-compose -f "$here/mosquitto/docker-compose.yml" "$@"
    fi
}

is_running() {
    case $MQTT_MODE in
        docker) [ "$(docker inspect -f '{{.State.Running}}' oee-mosquitto 2>/dev/null)" = true ] ;;
        native)
            [ -f "$site/run/pid" ] || return 1
            # another program may have the number by now
            case $({ tr '\0' ' ' <"/proc/$(cat "$site/run/pid")/cmdline" || ps -o args= -p "$(cat "$site/run/pid")"; } 2>/dev/null) in
                *mosquitto*"$site/config/mosquitto.conf"*) return 0 ;;
                *) return 1 ;;
            esac
            ;;
    esac
}

listens() {
    openssl s_client -connect "127.0.0.1:$MQTT_PORT_DEVICES" -CAfile "$site/certs/ca.crt" </dev/null 2>/dev/null |
        grep -q 'BEGIN CERTIFICATE'
}

start() {
    if is_running; then
        echo "The broker runs"
        return
    fi
    case $MQTT_MODE in
        docker) compose up -d ;;
        native)
            program=$(find_mosquitto) || fail "mosquitto is not installed"
            # setsid: a Ctrl-C at the terminal it was started from is not meant for it
            setsid "$program" -c "$site/config/mosquitto.conf" >>"$site/run/log" 2>&1 </dev/null &
            echo $! >"$site/run/pid"
            ;;
    esac
    seconds=0
    until listens; do
        if [ $seconds -ge 30 ] || ! is_running; then
            logs -q >&2 || true
            fail "the broker did not start"
        fi
        sleep 1
        seconds=$((seconds + 1))
    done
    echo "The broker runs: $MQTT_SERVER_NAME, ports $MQTT_PORT_INTERNAL, $MQTT_PORT_DEVICES and $MQTT_PORT_WEBSOCKET"
}

stop() {
    if ! is_running; then
        echo "The broker does not run"
        return
    fi
    case $MQTT_MODE in
        docker) compose down ;;
        native)
            pid=$(cat "$site/run/pid")
            kill "$pid"
            seconds=0
            while is_running; do
                # it is writing what waits; killed it would lose that
                [ $seconds -lt 60 ] || fail "process $pid does not end"
                sleep 1
                seconds=$((seconds + 1))
            done
            rm -f "$site/run/pid"
            ;;
    esac
    echo "The broker has stopped; what waits for clients is on disk"
}

status() {
    if ! is_running; then
        echo "The broker does not run"
        exit 3
    fi
    listens || fail "the broker runs and does not answer on port $MQTT_PORT_DEVICES; mqtt_manage.sh logs"
    echo "The broker runs ($MQTT_MODE): $MQTT_SERVER_NAME"
    echo "  $MQTT_PORT_INTERNAL  internal, TLS and password"
    echo "  $MQTT_PORT_DEVICES  devices, TLS and certificate"
    echo "  $MQTT_PORT_WEBSOCKET  WebSocket, TLS and password"
    echo "  $(wc -l <"$site/config/clients") clients; the broker's certificate holds until $(expiry server)"
}

expiry() {
    openssl x509 -noout -enddate -in "$site/certs/$1.crt" | sed 's/notAfter=//'
}

logs() {
    case $MQTT_MODE in
        docker) docker logs --tail 200 "$@" oee-mosquitto ;;
        native) tail -n 200 "$@" "$site/run/log" ;;
    esac
}

setup_admin() {
    need_site
    remember_client "$admin"
    certs ca "'client:$admin'"
    give_password "$admin" "admin_credentials_$admin.txt"
}

create_user() {
    check_id "$1"
    ! has_password "$1" || fail "$1 has a password; delete-user takes it away first"
    remember_client "$1"
    give_password "$1" "user_credentials_$1.txt"
}

# give_password ID FILE
give_password() {
    password=$(new_password)
    write_rights
    set_password "$1" "$password"
    hand_to_broker
    take_effect
    write_credentials "$1" "$password" "$2"
}

write_credentials() {
    file=${CREDENTIALS_DIR:-.}/$3
    rm -f "$file"
    {
        echo "# $1, made on $(date -u +%Y-%m-%d). Hand it over by a safe way, then delete it: the password is kept nowhere else."
        echo "MQTT_BROKER_HOST=$MQTT_SERVER_NAME"
        echo "MQTT_USE_TLS=true"
        echo "MQTT_CLIENT_ID=$1"
        echo "MQTT_CA_CERTS=$site/certs/ca.crt"
        if [ -f "$site/certs/client_$1.crt" ]; then
            echo "# with the certificate, port of devices; until $(expiry "client_$1")"
            echo "MQTT_BROKER_PORT=$MQTT_PORT_DEVICES"
            echo "MQTT_CERTFILE=$site/certs/client_$1.crt"
            echo "MQTT_KEYFILE=$site/certs/client_$1.key"
            echo "# or with the password, internal port, or wss on port $MQTT_PORT_WEBSOCKET"
            echo "#MQTT_BROKER_PORT=$MQTT_PORT_INTERNAL"
        else
            echo "# with the password, internal port, or wss on port $MQTT_PORT_WEBSOCKET"
            echo "MQTT_BROKER_PORT=$MQTT_PORT_INTERNAL"
        fi
        echo "MQTT_USERNAME=$1"
        echo "MQTT_PASSWORD=$2"
    } >"$file"
    chmod 600 "$file"
    echo "$file"
}

generate_device() {
    check_id "$1"
    case $1 in
        edge_*) ;;
        *) for prefix in analytics_ scada_ dashboard_ alert_ auth_ admin_; do
            case $(printf '%s' "$1" | tr '[:upper:]' '[:lower:]') in
                "$prefix"* | edge_*) fail "$1 would not be a device: its beginning is that of a role" ;;
            esac
        done ;;
    esac
    ! is_client "$1" || fail "$1 is there already; delete-user takes it away first"
    certs ca "'client:$1'"
    remember_client "$1"
    give_password "$1" "device_credentials_$1.txt"
}

delete_user() {
    check_id "$1"
    is_client "$1" || fail "there is no $1; list-users shows who is"
    grep -vxF "$1" "$site/config/clients" >"$site/config/clients.new" || true
    [ -s "$site/config/clients.new" ] || fail "$1 is the last client"
    mv "$site/config/clients.new" "$site/config/clients"
    write_rights
    forget_password "$1"
    if [ -f "$site/certs/client_$1.crt" ]; then
        authority -revoke "$site/certs/client_$1.crt"
        rm -f "$site/certs/client_$1.crt" "$site/certs/client_$1.key"
    fi
    hand_to_broker
    take_effect
    echo "$1 has no rights any more and cannot connect again; a connection it has stays open until the next restart, without rights"
}

list_users() {
    printf '%-32s %-10s %s\n' CLIENT PASSWORD 'CERTIFICATE UNTIL'
    sort "$site/config/clients" | while read -r id; do
        password=no
        ! has_password "$id" || password=yes
        until=none
        [ ! -f "$site/certs/client_$id.crt" ] || until=$(expiry "client_$id")
        printf '%-32s %-10s %s\n' "$id" "$password" "$until"
    done
}

backup() {
    file=${1:-$site/backups/mqtt-$(date -u +%Y%m%dT%H%M%SZ).tar.gz}
    if is_running; then
        save_data
    fi
    tar -C "$site" -czf "$file.new" settings config certs broker data
    mv "$file.new" "$file"
    echo "$file"
}

# Makes the broker write what it has in memory now, and waits for it.
save_data() {
    before=$(stat -c %Y.%s.%i "$site/data/mosquitto.db" 2>/dev/null || echo none)
    sleep 1
    case $MQTT_MODE in
        native) kill -USR1 "$(cat "$site/run/pid")" ;;
        docker) docker kill --signal USR1 oee-mosquitto >/dev/null ;;
    esac
    tries=0
    while [ "$(stat -c %Y.%s.%i "$site/data/mosquitto.db" 2>/dev/null || echo none)" = "$before" ]; do
        [ $tries -lt 20 ] || fail "the broker did not write its data"
        sleep 1
        tries=$((tries + 1))
    done
}

restore() {
    [ -f "$1" ] || fail "there is no file $1"
    new=$site.restored.$$
    mkdir -p "$new"
    if ! tar -C "$new" -xzf "$1" || ! [ -f "$new/settings" ] || ! [ -f "$new/config/mosquitto.conf" ] || ! [ -f "$new/certs/ca.key" ]; then
        rm -rf "$new"
        fail "$1 is no backup of a site; nothing has changed"
    fi
    was=stopped
    if [ -f "$site/settings" ]; then
        read_settings
        ! is_running || was=running
        stop
        kept=$site.before-restore-$(date -u +%Y%m%dT%H%M%SZ)
        mv "$site" "$kept"
        echo "What was there is in $kept"
    fi
    mv "$new" "$site"
    mkdir -p "$site/backups" "$site/run"
    read_settings
    # the folder may be another one than then
    write_configuration
    hand_to_broker
    [ "$was" = stopped ] || start
    echo "Restored from $1"
}

run_test() {
    need mosquitto_pub mosquitto_sub openssl
    is_running || fail "the broker does not run"
    [ -f "$site/certs/client_$admin.crt" ] || fail "the test connects as $admin; mqtt_manage.sh setup-admin makes its certificate"
    failed=0
    check "a message goes through, with certificates on both sides" message_goes_through
    for port in "$MQTT_PORT_INTERNAL" "$MQTT_PORT_DEVICES" "$MQTT_PORT_WEBSOCKET"; do
        check "plain text is refused on port $port" refuses_plain_text "$port"
        check "TLS 1.1 is refused on port $port" refuses_old_tls "$port"
        check "the name in the broker's certificate is right on port $port" has_right_name "$port"
    done
    check "no certificate, no connection on port $MQTT_PORT_DEVICES" refuses_without_certificate
    check "nobody anonymous on port $MQTT_PORT_INTERNAL" refuses_anonymous
    check "a wrong password is refused on port $MQTT_PORT_INTERNAL" refuses_wrong_password
    [ $failed = 0 ] || fail "$failed of the checks failed"
}

check() {
    said=$1
    shift
    if "$@"; then
        echo "ok      $said"
    else
        echo "FAILED  $said"
        failed=$((failed + 1))
    fi
}

secure() {
    program=$1
    shift
    "$program" -i "$admin" -h localhost -p "$MQTT_PORT_DEVICES" --cafile "$site/certs/ca.crt" --cert "$site/certs/client_$admin.crt" \
        --key "$site/certs/client_$admin.key" "$@"
}

message_goes_through() {
    topic=oee/test/$$
    # retained, so that it does not matter who comes first
    secure mosquitto_pub -q 1 -r -t "$topic" -m "$$" || return 1
    heard=$(secure mosquitto_sub -q 1 -t "$topic" -C 1 -W 5 2>/dev/null) || true
    secure mosquitto_pub -q 1 -r -n -t "$topic"
    [ "$heard" = $$ ]
}

refuses_plain_text() {
    ! mosquitto_pub -h 127.0.0.1 -p "$1" -i stranger -q 1 -t a -m b >/dev/null 2>&1
}

refuses_old_tls() {
    ! openssl s_client -connect "127.0.0.1:$1" -tls1_1 -cipher 'ALL:@SECLEVEL=0' </dev/null >/dev/null 2>&1
}

has_right_name() {
    openssl s_client -connect "127.0.0.1:$1" -CAfile "$site/certs/ca.crt" -verify_return_error -verify_hostname "$MQTT_SERVER_NAME" \
        </dev/null 2>/dev/null | grep -q 'BEGIN CERTIFICATE'
}

refuses_without_certificate() {
    ! mosquitto_pub -h localhost -p "$MQTT_PORT_DEVICES" --cafile "$site/certs/ca.crt" -i "$admin" -q 1 -t a -m b >/dev/null 2>&1
}

refuses_anonymous() {
    ! mosquitto_pub -h localhost -p "$MQTT_PORT_INTERNAL" --cafile "$site/certs/ca.crt" -i "$admin" -q 1 -t a -m b >/dev/null 2>&1
}

refuses_wrong_password() {
    ! mosquitto_pub -h localhost -p "$MQTT_PORT_INTERNAL" --cafile "$site/certs/ca.crt" -i "$admin" -u "$admin" -P wrong -q 1 -t a \
        -m b >/dev/null 2>&1
}

one_argument() {
    [ $# = 2 ] || fail "usage: mqtt_manage.sh $1 $(usage | sed -n "s/^  $1 \([A-Z]*\) .*/\1/p")"
}

verb=${1:-help}
[ $# = 0 ] || shift
case $verb in
    setup) setup ;;
    setup-admin) setup_admin ;;
    start | stop | status | list-users | backup | logs)
        need_site
        "$(echo "$verb" | tr - _)" "$@"
        ;;
    restart)
        need_site
        stop
        start
        ;;
    test)
        need_site
        run_test
        ;;
    restore)
        one_argument restore "$@"
        restore "$1"
        ;;
    create-user | delete-user | generate-device)
        one_argument "$verb" "$@"
        need_site
        "$(echo "$verb" | tr - _)" "$1"
        ;;
    help | --help | -h) usage ;;
    *)
        usage >&2
        fail "there is no $verb"
        ;;
esac
