#!/bin/sh
# Everything the compose files need and nobody should have to invent: deploy/.env with secrets, certificates for each container, EMQX's rights.
# Run it again at any time, and after each upgrade: what is set is kept, what is missing is added, certificates that expire within 30 days are renewed.
#
#   deploy/scripts/prepare.sh
#
# OEE_RUN_DIR   where certificates and rights go (deploy/run), the authority's key among them: keep it, and keep it closed
# OEE_ENV_FILE  the file of settings (deploy/.env)
# OEE_POLICY    what prints the rights (./oee policy of this clone, which needs a JDK)
# CERTS_CA_PASSPHRASE_FILE  a file whose first line opens the authority's key, see certs/README.md
set -eu

deploy=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
root=$(dirname -- "$deploy")
run=${OEE_RUN_DIR:-$deploy/run}
settings=${OEE_ENV_FILE:-$deploy/.env}
umask 077

fail() {
    echo "prepare: $*" >&2
    exit 1
}

command -v openssl >/dev/null || fail "openssl is not installed"
mkdir -p "$run/certs" "$run/authority" "$run/renewed"
chmod 700 "$run"

# ── Settings ─────────────────────────────────────────────────────────────────────────────────────────────────

[ -f "$settings" ] || cp "$deploy/env.example" "$settings"
chmod 600 "$settings"
setting() {
    sed -n "s/^$1=//p" "$settings" | tail -n 1
}

# what a newer version needs and this file does not know yet, as the example has it
added=''
while IFS= read -r line; do
    name=${line%%=*}
    case $line in
        [A-Z]*=*) ! grep -q "^$name=" "$settings" || continue ;;
        *) continue ;;
    esac
    if [ "$name" = COMPOSE_FILE ] && [ -n "$(setting OEE_MQTT_DIR)" ]; then
        line=COMPOSE_FILE=docker-compose.yml:docker-compose.mosquitto.yml
    fi
    # a last line without an end
    [ -z "$(tail -c 1 "$settings")" ] || echo >>"$settings"
    echo "$line" >>"$settings"
    added="$added $name"
done <"$deploy/env.example"
[ -z "$added" ] || echo "Added to $settings, look at it:$added"

if [ "$run" != "$deploy/run" ] && grep -q '=\./run/' "$settings"; then
    sed -i.old -e "s|=\./run/|=$run/|" "$settings" && rm -f "$settings.old"
fi

# a secret for each line that is empty and must not be
secret() {
    case $1 in
        KAFKA_CLUSTER_ID) openssl rand -base64 16 | tr '+/' '-_' | cut -c 1-22 ;;
        *) openssl rand -hex 32 ;;
    esac
}

while IFS= read -r line; do
    case $line in
        *_PASSWORD= | *_SECRET= | *_COOKIE= | KAFKA_CLUSTER_ID=)
            case $line in
                '#'*) echo "$line" ;;
                *) echo "$line$(secret "${line%=}")" ;;
            esac
            ;;
        *) echo "$line" ;;
    esac
done <"$settings" >"$settings.new"
mv "$settings.new" "$settings"

# ── Certificates ─────────────────────────────────────────────────────────────────────────────────────────────

# with Mosquitto its authority signs, so that both sides know each other
site=$(setting OEE_MQTT_DIR)
if [ -n "$site" ]; then
    [ -f "$site/certs/ca.key" ] || fail "there is no site in $site (OEE_MQTT_DIR); deploy/mqtt_manage.sh setup makes it"
    cp "$site/certs/ca.crt" "$site/certs/ca.key" "$run/authority/"
    # the site's files are its maker's, and nobody else reads them
    [ -n "$(setting MOSQUITTO_USER)" ] || echo "MOSQUITTO_USER=$(stat -c '%u:%g' "$site/config")" >>"$settings"
fi
login=$(setting OEE_LOGIN_HOST)
# shellcheck disable=SC1091 # checked by itself
names=$(. "$root/certs/generate_certs.sh" && certs_server_names)
CERTS_DIR=$run/authority CERTS_SERVER_NAMES="$names,DNS:emqx4.local,DNS:kafka,DNS:postgres,DNS:keycloak,DNS:auth-service${login:+,DNS:$login}" \
    "$root/certs/generate_certs.sh" dashboard_HAPROXY auth_SERVICE

# Each container gets a folder with what is its own. The folders can be read by the containers' accounts; on this machine nobody gets that far,
# as the folder above them is closed. Files come by renaming, so that who watches them sees whole ones.
hand_out() {
    container=$1
    shift
    mkdir -p "$run/certs/$container"
    chmod 755 "$run/certs/$container"
    while [ $# -gt 0 ]; do
        if ! cmp -s "$run/authority/$1" "$run/certs/$container/$2"; then
            cp "$run/authority/$1" "$run/certs/$container/$2.new"
            chmod 644 "$run/certs/$container/$2.new"
            mv -f "$run/certs/$container/$2.new" "$run/certs/$container/$2"
            # for take_up_certificates.sh
            : >"$run/renewed/$container"
        fi
        shift 2
    done
}

client() {
    hand_out "$1" "client_$2.key" client.key "client_$2.crt" client.crt ca.crt ca.crt
}

cat "$run/authority/client_dashboard_HAPROXY.crt" "$run/authority/client_dashboard_HAPROXY.key" >"$run/authority/dashboard_HAPROXY.pem"
hand_out emqx server.key server.key server.crt server.crt ca.crt ca.crt
hand_out haproxy dashboard_HAPROXY.pem dashboard_HAPROXY.pem ca.crt ca.crt
hand_out kafka server.pem server.pem ca.crt ca.crt
cat "$run/authority/client_admin_OPS.crt" "$run/authority/client_admin_OPS.key" >"$run/authority/admin_OPS.pem"
hand_out kafka-access admin_OPS.pem client.pem ca.crt ca.crt
hand_out postgres server.key server.key server.crt server.crt ca.crt ca.crt
hand_out keycloak server.key server.key server.crt server.crt ca.crt ca.crt
hand_out grafana ca.crt ca.crt
client ingest-service analytics_INGEST-0
client oee-analytics-service analytics_OEE-PROCESSOR
client command-service scada_PRIMARY-HOST
client alert-sender alert_SENDER
client auth-service auth_SERVICE
hand_out auth-service server.key server.key server.crt server.crt

# ── Rights, token ────────────────────────────────────────────────────────────────────────────────────────────

# shellcheck disable=SC2086 # a command line
${OEE_POLICY:-"$root/oee" policy} emqx scada_PRIMARY-HOST >"$run/acl.conf.new" || fail "EMQX's rights could not be made"
chmod 644 "$run/acl.conf.new"
mv "$run/acl.conf.new" "$run/acl.conf"

[ -f "$run/notify-token" ] || : >"$run/notify-token"
chmod 644 "$run/notify-token"
[ -s "$run/notify-token" ] || echo "Put the token of whoever Alertmanager calls into $run/notify-token"
echo "Ready: $settings, $run"
