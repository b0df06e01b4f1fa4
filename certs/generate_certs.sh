#!/bin/sh
# Makes the certificates of a site: the authority, the broker's, and one per client; a client's MQTT id is the name in
# its certificate. What is there and good is kept, what expires within 30 days or is not of this authority is renewed.
#
#   certs/generate_certs.sh [CLIENT_ID…]      all of a site, these clients as well, and those of earlier runs
#   . certs/generate_certs.sh                 then: generate_client_cert CLIENT_ID
#
# CERTS_DIR           where they go; the folder of this script
# CERTS_SERVER_NAMES  the names and addresses of the broker, as DNS:… and IP:…, with commas
# CERTS_CA_PASSPHRASE_FILE  a file whose first line opens ca.key; with it ca.key is encrypted
#
# Needs openssl, or else a JDK (17 or later).

# Sourced or run? Sourced, it only defines functions and leaves the shell's options alone.
if [ -n "${BASH_SOURCE:-}" ]; then
    # shellcheck disable=SC3028,SC3054 # only bash comes here
    certs_script=$BASH_SOURCE
elif [ -n "${ZSH_VERSION:-}" ] || [ "${0##*/}" = generate_certs.sh ]; then
    certs_script=$0
else
    certs_script=certs/generate_certs.sh
fi
certs_home=$(CDPATH='' cd -- "$(dirname -- "$certs_script")" 2>/dev/null && pwd) || certs_home=$PWD

certs_renew_days=30
certs_leaf_days=365
certs_authority_days=3650

certs_server_names() {
    echo "${CERTS_SERVER_NAMES:-DNS:mqtt.oee.local,DNS:localhost,IP:127.0.0.1,DNS:emqx1.local,DNS:emqx2.local,DNS:emqx3.local,DNS:haproxy,DNS:mosquitto,DNS:iot-mqtt}"
}

# The client of this id: client_ID.crt and client_ID.key. Makes the authority, too, if there is none.
generate_client_cert() {
    (
        set -eu
        if [ $# -ne 1 ]; then
            echo "usage: generate_client_cert CLIENT_ID" >&2
            exit 2
        fi
        certs_make ca "client:$1"
    )
}

certs_make() {
    for certs_item; do
        certs_check_name "$certs_item"
    done
    certs_folder=${CERTS_DIR:-$certs_home}
    mkdir -p "$certs_folder"
    umask 077
    certs_check_passphrase
    if command -v openssl >/dev/null 2>&1; then
        certs_work=$(mktemp -d)
        trap 'rm -rf "$certs_work"' EXIT
        trap 'exit 1' HUP INT TERM
        for certs_item; do
            certs_by_openssl "$certs_item"
        done
    else
        certs_by_jdk "$@"
    fi
}

certs_check_name() {
    case ${1#client:} in
        '' | *[!A-Za-z0-9._-]*)
            echo "Not a client id: '${1#client:}'. Letters, digits, '.', '_' and '-' only." >&2
            exit 2
            ;;
    esac
}

# Neither openssl's question on a terminal nor a script that waits for its answer.
certs_check_passphrase() {
    if [ -n "${CERTS_CA_PASSPHRASE_FILE:-}" ]; then
        if [ -z "$(certs_first_line "$CERTS_CA_PASSPHRASE_FILE")" ]; then
            echo "CERTS_CA_PASSPHRASE_FILE: $CERTS_CA_PASSPHRASE_FILE cannot be read, or its first line is empty." >&2
            exit 2
        fi
    elif certs_is_encrypted; then
        echo "$certs_folder/ca.key has a passphrase: set CERTS_CA_PASSPHRASE_FILE to a file with it." >&2
        exit 2
    fi
}

certs_is_encrypted() {
    [ "$(certs_first_line "$certs_folder/ca.key")" = '-----BEGIN ENCRYPTED PRIVATE KEY-----' ]
}

certs_first_line() {
    [ -r "$1" ] || return 0
    IFS= read -r certs_line <"$1" || true
    printf '%s' "$certs_line"
}

certs_by_jdk() {
    certs_java=${JAVA_HOME:+$JAVA_HOME/bin/java}
    certs_java=${certs_java:-$(command -v java || true)}
    if [ -z "$certs_java" ]; then
        echo "Certificates need openssl or a JDK, and neither is on the PATH. Install one, or set JAVA_HOME." >&2
        exit 1
    fi
    "$certs_java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$certs_home/JdkCertificates.java" "$certs_folder" "$(certs_server_names)" \
        "$certs_authority_days" "$certs_leaf_days" "$certs_renew_days" "$@"
}

certs_by_openssl() {
    case $1 in
        ca) certs_authority ;;
        server)
            certs_leaf server localhost "extendedKeyUsage = serverAuth
subjectAltName = $(certs_server_names)"
            certs_bundle
            ;;
        client:*) certs_leaf "client_${1#client:}" "${1#client:}" "extendedKeyUsage = clientAuth" ;;
    esac
}

certs_authority() {
    if certs_is_fresh ca; then
        certs_encrypt "$certs_folder/ca.key" ca.key
        return
    fi
    certs_key
    certs_config "OEE Suite CA" "basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash"
    openssl req -new -x509 -sha256 -key "$certs_work/key" -config "$certs_work/config" -extensions extensions \
        -days "$certs_authority_days" -set_serial "$(certs_serial)" -out "$certs_work/crt"
    certs_encrypt "$certs_work/key" key
    certs_store ca
}

# certs_encrypt FILE NAME: gives the authority's key its passphrase, unless it has one or needs none; the file is replaced at once
certs_encrypt() {
    if [ -z "${CERTS_CA_PASSPHRASE_FILE:-}" ] || [ "$(certs_first_line "$1")" = '-----BEGIN ENCRYPTED PRIVATE KEY-----' ]; then
        return
    fi
    openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000 -in "$1" -out "$certs_work/encrypted" -passout "file:$CERTS_CA_PASSPHRASE_FILE"
    chmod 600 "$certs_work/encrypted"
    mv -f "$certs_work/encrypted" "$1"
    echo "encrypted $2"
}

# certs_leaf FILE NAME EXTENSIONS
certs_leaf() {
    if certs_is_fresh "$1" && certs_is_signed "$1" && certs_has_names "$1"; then
        return
    fi
    certs_key
    certs_config "$2" "basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
$3"
    openssl req -new -sha256 -key "$certs_work/key" -config "$certs_work/config" -out "$certs_work/csr"
    openssl x509 -req -sha256 -in "$certs_work/csr" -CA "$certs_folder/ca.crt" -CAkey "$certs_folder/ca.key" \
        -passin "${CERTS_CA_PASSPHRASE_FILE:+file:}${CERTS_CA_PASSPHRASE_FILE:-pass:}" -set_serial "$(certs_serial)" -days "$certs_leaf_days" \
        -extfile "$certs_work/config" -extensions extensions -out "$certs_work/crt" 2>"$certs_work/errors" ||
        { cat "$certs_work/errors" >&2 && exit 1; }
    certs_store "$1"
}

certs_is_fresh() {
    [ -s "$certs_folder/$1.key" ] && [ -s "$certs_folder/$1.crt" ] &&
        openssl x509 -noout -checkend "$((certs_renew_days * 86400))" -in "$certs_folder/$1.crt" >/dev/null
}

certs_is_signed() {
    openssl verify -CAfile "$certs_folder/ca.crt" "$certs_folder/$1.crt" >/dev/null 2>&1
}

# A server certificate is made again when the names have changed.
certs_has_names() {
    [ "$1" = server ] || return 0
    certs_wanted=$(certs_server_names | sed 's/IP:/IP Address:/g' | tr ',' '\n' | tr -d ' ' | sort)
    certs_present=$(openssl x509 -noout -text -in "$certs_folder/server.crt" |
        grep -A 1 'Subject Alternative Name' | tail -n 1 | tr ',' '\n' | tr -d ' ' | sort)
    [ "$certs_wanted" = "$certs_present" ]
}

certs_key() {
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:named_curve \
        -out "$certs_work/key" 2>/dev/null
}

# certs_config NAME EXTENSIONS
certs_config() {
    cat >"$certs_work/config" <<END
[req]
prompt = no
distinguished_name = name
[name]
O = OEE Suite
CN = $1
[extensions]
$2
END
}

certs_serial() {
    echo "0x1$(openssl rand -hex 15)"
}

# Key first: whoever watches the certificate finds its key.
certs_store() {
    [ -s "$certs_work/key" ] && [ -s "$certs_work/crt" ] || exit 1
    chmod 600 "$certs_work/key"
    chmod 644 "$certs_work/crt"
    mv -f "$certs_work/key" "$certs_folder/$1.key"
    mv -f "$certs_work/crt" "$certs_folder/$1.crt"
    echo "made $certs_folder/$1.crt"
}

# For servers that want key and certificates in one file.
certs_bundle() {
    cat "$certs_folder/server.crt" "$certs_folder/ca.crt" "$certs_folder/server.key" >"$certs_work/pem"
    mv -f "$certs_work/pem" "$certs_folder/server.pem"
}

certs_main() {
    set -eu
    for certs_id; do
        set -- "$@" "client:$certs_id"
        shift
    done
    # the clients of earlier runs; one whose key is kept elsewhere renews its certificate there
    for certs_file in "${CERTS_DIR:-$certs_home}"/client_*.crt; do
        certs_id=${certs_file##*/client_}
        certs_id=${certs_id%.crt}
        case $certs_id in
            '' | *[!A-Za-z0-9._-]*) continue ;;
        esac
        if [ -s "${certs_file%.crt}.key" ]; then
            set -- "$@" "client:$certs_id"
        fi
    done
    certs_make ca server \
        client:analytics_INGEST client:analytics_INGEST-0 client:analytics_INGEST-1 client:analytics_OEE-PROCESSOR \
        client:scada_PRIMARY-HOST client:alert_SENDER client:dashboard_OEE-PRODUCTION \
        client:auth_SERVICE client:admin_OPS "$@"
}

case ${ZSH_EVAL_CONTEXT:-} in
    *:file*) ;;
    *)
        if [ "${0##*/}" = generate_certs.sh ]; then
            certs_main "$@"
        fi
        ;;
esac
