#!/bin/sh
# Checks a running deployment item by item: brokers from outside, files of the site, what is open on this host. Ends with 1 when something is wrong.
#
#   deploy/scripts/check_hardening.sh [--tls HOST:PORT]… [--password HOST:PORT]… [--closed HOST:PORT]… [--site FOLDER]… [--env FILE]… [--mosquitto FILE]
#
#   --tls        MQTT with certificates on both sides
#   --password   MQTT over TLS with a password, also wss
#   --closed     must not answer: plain MQTT, dashboards, Kafka, PostgreSQL as seen from where this runs
#   --site       a folder with keys
#   --env        a file of settings with secrets
#   --mosquitto  a configuration of Mosquitto
#   --ca FILE    the authority; --cert FILE --key FILE: a client that may connect; --name NAME: the name clients use (the host)
#
# Needs openssl and mosquitto_pub.
set -eu

ca='' cert='' key='' name=''
failed=0
checked=0

usage() {
    sed -n '2,14s/^# \{0,1\}//p' "$0"
}

stop() {
    echo "check_hardening: $*" >&2
    exit 2
}

for program in openssl mosquitto_pub; do
    command -v "$program" >/dev/null || stop "$program is not installed"
done

# item TEXT REMEDY COMMAND…
item() {
    text=$1
    remedy=$2
    shift 2
    checked=$((checked + 1))
    if "$@" >/dev/null 2>&1; then
        echo "ok      $text"
    else
        failed=$((failed + 1))
        echo "FAILED  $text"
        echo "        $remedy"
    fi
}

not() {
    ! "$@"
}

# ── Brokers ──────────────────────────────────────────────────────────────────────────────────────────────────

host() {
    echo "${1%:*}"
}

handshake() {
    address=$1
    shift
    # a client certificate, so that it is not its lack that is seen
    timeout 10 openssl s_client -connect "$address" ${cert:+-cert "$cert"} ${key:+-key "$key"} "$@" </dev/null
}

answers() {
    timeout 5 openssl s_client -connect "$1" </dev/null 2>&1 | grep -q '^CONNECTED'
}

# whether it speaks TLS at all
speaks() {
    handshake "$@" 2>/dev/null | grep -q 'BEGIN CERTIFICATE'
}

# publish HOST:PORT OPTION…: whether somebody gets in and is acknowledged
publish() {
    address=$1
    shift
    timeout 15 mosquitto_pub -h "$(host "$address")" -p "${address##*:}" -q 1 -t oee/hardening -m x "$@"
}

is_trusted() {
    handshake "$1" -CAfile "$ca" -verify_return_error -verify_hostname "${name:-$(host "$1")}" 2>/dev/null | grep -q 'BEGIN CERTIFICATE'
}

holds() {
    handshake "$1" 2>/dev/null | openssl x509 -noout -checkend $((30 * 86400))
}

strong_key() {
    # EC of 256 bits or RSA of 2048
    handshake "$1" 2>/dev/null | openssl x509 -noout -text | grep -qE 'Public-Key: \((256|384|521|2048|3072|4096) bit\)'
}

common() {
    if ! answers "$1"; then
        item "$1 answers" "is the broker running, and can this machine reach it?" false
        return 1
    fi
    item "$1 refuses MQTT in plain text" "no listener without TLS: cafile, certfile, keyfile (Mosquitto); listeners.tcp.*.enable = false (EMQX)" \
        not publish "$1" -i plain
    item "$1 refuses TLS 1.0" "tls_version tlsv1.2 (Mosquitto); ssl_options.versions = [tlsv1.3, tlsv1.2] (EMQX)" \
        not speaks "$1" -tls1 -cipher 'ALL:@SECLEVEL=0'
    item "$1 refuses TLS 1.1" "as above" not speaks "$1" -tls1_1 -cipher 'ALL:@SECLEVEL=0'
    item "$1 refuses ciphers without encryption or without forward secrecy" "leave the ciphers at their defaults" \
        not speaks "$1" -tls1_2 -cipher 'NULL:eNULL:aNULL:kRSA:@SECLEVEL=0'
    if [ -n "$ca" ]; then
        item "$1 has a certificate of our authority for the name ${name:-$(host "$1")}" "CERTS_SERVER_NAMES, certs/generate_certs.sh" is_trusted "$1"
    fi
    item "$1 has a certificate that holds for 30 days" "certs/generate_certs.sh renews it" holds "$1"
    item "$1 has a key that is long enough" "certs/generate_certs.sh makes EC keys of 256 bits" strong_key "$1"
}

stranger() {
    # a certificate for somebody privileged, signed by nobody
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=admin_OPS \
        -keyout "$work/stranger.key" -out "$work/stranger.crt" 2>/dev/null
    publish "$1" --cafile "$ca" --insecure --cert "$work/stranger.crt" --key "$work/stranger.key" -i admin_OPS
}

check_tls() {
    [ -n "$ca" ] || stop "--tls needs --ca"
    common "$1" || return 0
    item "$1 refuses clients without a certificate" "require_certificate true (Mosquitto); fail_if_no_peer_cert = true (EMQX)" \
        not publish "$1" --cafile "$ca" --insecure -i admin_OPS -u admin_OPS -P admin
    item "$1 refuses certificates of others" "verify = verify_peer, and only our own authority in cafile" not stranger "$1"
    if [ -n "$cert" ]; then
        item "$1 lets our own client in" "is its certificate of this authority, and not revoked?" \
            publish "$1" --cafile "$ca" --insecure --cert "$cert" --key "$key" -i probe
    fi
}

check_password() {
    [ -n "$ca" ] || stop "--password needs --ca"
    common "$1" || return 0
    item "$1 refuses anonymous clients" "allow_anonymous false on this listener" not publish "$1" --cafile "$ca" --insecure -i admin_OPS
    for pair in admin:admin admin:public admin_OPS:admin_OPS root:root mqtt:mqtt guest:guest; do
        item "$1 refuses ${pair%:*} with the password ${pair#*:}" "delete that user" \
            not publish "$1" --cafile "$ca" --insecure -i "${pair%:*}" -u "${pair%:*}" -P "${pair#*:}"
    done
}

check_closed() {
    item "$1 does not answer" "bind it to 127.0.0.1 or an inner network, and close it in the firewall (deploy/nftables)" not answers "$1"
}

# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────

closed_keys() {
    ! find "$1" \( -name '*.key' -o -name '*.pem' -o -name passwords \) -type f ! -path '*/run/certs/*' -perm /077 2>/dev/null | grep .
}

no_authority_key() {
    [ ! -e "$1/broker/ca.key" ] && ! find "$1" -path '*/certs/*/ca.key' 2>/dev/null | grep -v '/revoked/' | grep .
}

lasting_certificates() {
    find "$1" -name '*.crt' -type f ! -path '*/revoked/*' >"$work/certificates"
    while read -r file; do
        openssl x509 -noout -checkend $((30 * 86400)) -in "$file" || return 1
    done <"$work/certificates"
}

hashed_passwords() {
    [ ! -s "$1" ] || ! grep -vE '^[^:]+:\$[67]\$' "$1"
}

check_site() {
    [ -d "$1" ] || stop "there is no folder $1"
    item "keys in $1 can be read by their owner only" "chmod 600 the files" closed_keys "$1"
    item "the authority's key is not handed out to brokers in $1" "keep ca.key in the folder of the authority, best on another machine" no_authority_key "$1"
    item "no certificate in $1 expires within 30 days" "certs/generate_certs.sh, deploy/mqtt_manage.sh setup or the Ansible playbook" lasting_certificates "$1"
    if [ -f "$1/config/passwords" ]; then
        item "passwords in $1 are hashed" "mosquitto_passwd -U FILE" hashed_passwords "$1/config/passwords"
    fi
}

private() {
    [ -z "$(find "$1" -perm /077)" ]
}

long_secrets() {
    ! sed -n 's/^[A-Z0-9_]*\(PASSWORD\|SECRET\|COOKIE\)=//p' "$1" | awk 'length($0) > 0 && length($0) < 16' | grep .
}

usual_secrets() {
    grep -iE '^[A-Z0-9_]*(PASSWORD|SECRET|COOKIE)=(admin|public|password|secret|changeme|emqxsecretcookie|keycloak|postgres|oee)' "$1"
}

check_env() {
    [ -f "$1" ] || stop "there is no file $1"
    item "$1 can be read by its owner only" "chmod 600 $1" private "$1"
    item "secrets in $1 have 16 characters or more" "openssl rand -hex 32" long_secrets "$1"
    item "no secret in $1 is one of those everybody tries first" "openssl rand -hex 32" not usual_secrets "$1"
    item "$1 switches no check of certificates off" "remove MQTT_TLS_INSECURE" not grep -qE '^MQTT_TLS_INSECURE=(true|1|yes)' "$1"
}

# each listener has what it must have
listeners_have() {
    awk -v wanted="$2" '
        /^[ \t]*listener[ \t]/ { if (seen && !has) bad = 1; seen = 1; has = 0 }
        seen && index($0, wanted) == 1 { has = 1 }
        END { exit !(seen && has && !bad) }
    ' "$1"
}

check_mosquitto() {
    [ -f "$1" ] || stop "there is no file $1"
    item "$1: settings per listener" "per_listener_settings true, first of all" grep -q '^per_listener_settings true' "$1"
    item "$1: no anonymous client, on every listener" "allow_anonymous false in each listener" listeners_have "$1" 'allow_anonymous false'
    item "$1: TLS on every listener" "certfile and keyfile in each listener" listeners_have "$1" 'certfile '
    item "$1: TLS 1.2 or later on every listener" "tls_version tlsv1.2 in each listener" listeners_have "$1" 'tls_version tlsv1.'
    item "$1: rights on every listener" "acl_file in each listener; ./oee policy mosquitto writes it" listeners_have "$1" 'acl_file '
    item "$1: client ids are the users' names" "use_username_as_clientid true in each listener" listeners_have "$1" 'use_username_as_clientid true'
    item "$1: a limit of connections on every listener" "max_connections in each listener" listeners_have "$1" 'max_connections '
    item "$1: what waits is on disk" "persistence true" grep -q '^persistence true' "$1"
    item "$1: a limit for the size of messages" "max_packet_size" grep -q '^max_packet_size ' "$1"
    item "$1: a limit for what waits" "max_queued_messages, max_queued_bytes" grep -q '^max_queued_bytes ' "$1"
    item "$1: not run as root" "user mosquitto" not grep -q '^user root' "$1"
}

# ── Arguments ────────────────────────────────────────────────────────────────────────────────────────────────

[ $# -gt 0 ] || { usage && exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
checks=''
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h) usage && exit 0 ;;
    esac
    [ $# -ge 2 ] || stop "$1 needs a value"
    case $1 in
        --ca) ca=$2 ;;
        --cert) cert=$2 ;;
        --key) key=$2 ;;
        --name) name=$2 ;;
        --tls | --password | --closed | --site | --env | --mosquitto) checks="$checks${1#--} $2
" ;;
        *) stop "there is no $1" ;;
    esac
    shift 2
done
while read -r kind what; do
    [ -n "$kind" ] || continue
    "check_$kind" "$what"
done <<END
$checks
END
echo "$checked checked, $failed failed"
[ "$failed" = 0 ]
