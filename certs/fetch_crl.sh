#!/bin/sh
# Fetches the revocation list for a broker that wants it as a file, and tells the broker when it has changed.
#
#   certs/fetch_crl.sh URL FILE [COMMAND…]
#
#   certs/fetch_crl.sh http://auth.oee.local:8082/ca.crl.pem /etc/mosquitto/certs/ca.crl pkill -HUP -x mosquitto
#
# From cron, every minute or so. FILE is replaced at once or not at all, and only by a list (PEM, or DER for a URL that ends in .crl) that is none of an error page;
# COMMAND runs when it has changed. Exit codes: 0 done, or nothing new; 1 not fetched, FILE is as it was; 2 wrong arguments; else the COMMAND's.
# FETCH_CRL_CA_CERTS names a file with the authorities of an https URL.
#
# Needs curl or wget, and openssl to look into the list where there is one.
set -eu

if [ $# -lt 2 ]; then
    sed -n '2,/^$/s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
url=$1
file=$2
shift 2

fail() {
    echo "fetch_crl: $*" >&2
    exit 1
}

folder=$(dirname -- "$file")
[ -d "$folder" ] || fail "there is no folder $folder"
partial=$(mktemp "$folder/.crl-XXXXXX") || fail "cannot write into $folder"
trap 'rm -f "$partial"' EXIT
trap 'exit 1' HUP INT TERM

if command -v curl >/dev/null 2>&1; then
    curl --fail --silent --show-error --max-time 30 ${FETCH_CRL_CA_CERTS:+--cacert "$FETCH_CRL_CA_CERTS"} --output "$partial" "$url" ||
        fail "$url was not fetched; $file is as it was"
elif command -v wget >/dev/null 2>&1; then
    wget -q -T 30 ${FETCH_CRL_CA_CERTS:+"--ca-certificate=$FETCH_CRL_CA_CERTS"} -O "$partial" "$url" || fail "$url was not fetched; $file is as it was"
else
    fail "needs curl or wget"
fi

case $url in
    *.crl) form=DER ;;
    *) form=PEM ;;
esac
if command -v openssl >/dev/null 2>&1; then
    openssl crl -inform "$form" -in "$partial" -noout 2>/dev/null || fail "$url is no revocation list ($form); $file is as it was"
elif [ "$form" = PEM ]; then
    grep -q 'BEGIN X509 CRL' "$partial" || fail "$url is no revocation list; $file is as it was"
else
    [ -s "$partial" ] || fail "$url is empty; $file is as it was"
fi

if cmp -s "$partial" "$file"; then
    exit 0
fi
chmod 644 "$partial"
mv -f "$partial" "$file"
if [ $# -gt 0 ]; then
    "$@"
fi
