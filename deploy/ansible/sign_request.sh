#!/bin/sh
# Signs the request that comes in, for exactly this client id, and prints the certificate. Used by rotate-edge-certificates.yml.
#   sign_request.sh AUTHORITY_FOLDER CLIENT_ID DAYS <request >certificate
# CERTS_CA_PASSPHRASE_FILE   a file whose first line opens ca.key, see certs/README.md
set -eu

[ $# = 3 ] || { echo "usage: sign_request.sh AUTHORITY_FOLDER CLIENT_ID DAYS" >&2 && exit 2; }
case $2 in
    edge_ | *[!A-Za-z0-9._-]*) echo "not a client id: $2" >&2 && exit 2 ;;
    edge_*) ;;
    *) echo "$2 is no edge node: this signs certificates of edge nodes only" >&2 && exit 2 ;;
esac
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/request"
openssl req -in "$work/request" -noout -verify 2>/dev/null || { echo "what came in is no request signed with its key" >&2 && exit 1; }
cat >"$work/extensions" <<'END'
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
END
# the name is ours to say, not the request's
openssl x509 -req -sha256 -in "$work/request" -CA "$1/ca.crt" -CAkey "$1/ca.key" \
    -passin "${CERTS_CA_PASSPHRASE_FILE:+file:}${CERTS_CA_PASSPHRASE_FILE:-pass:}" -set_serial "0x1$(openssl rand -hex 15)" -days "$3" \
    -subj "/O=OEE Suite/CN=$2" -extfile "$work/extensions" -out "$work/certificate" 2>"$work/errors" || { cat "$work/errors" >&2 && exit 1; }
cat "$work/certificate"
