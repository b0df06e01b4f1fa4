#!/bin/sh
# Fetches the revocation list for a broker that wants it as a file, and tells the broker when it has changed.
#
#   FETCH_CRL_AUTHORITIES=CERTIFICATES certs/fetch_crl.sh URL FILE [COMMAND…]
#
#   FETCH_CRL_AUTHORITIES=/etc/mosquitto/certs/ca.crt \
#     certs/fetch_crl.sh http://auth.oee.local:8082/ca.crl.pem /etc/mosquitto/certs/ca.crl pkill -HUP -x mosquitto
#
# From cron, every minute or so. CERTIFICATES are the authorities that the broker trusts (PEM). FILE is replaced at once or not at all, and only by lists (PEM, or DER for a URL that ends in .crl) that these
# authorities have signed, none older than the one that is there: whoever can meddle with the way cannot make somebody good again. Lists of other authorities are left out.
# COMMAND runs when FILE has changed, and again each time until it succeeds. Exit codes: 0 done, or nothing new; 1 not fetched, FILE is as it was; 2 wrong arguments; else the COMMAND's.
# FETCH_CRL_CA_CERTS names a file with the authorities of an https URL.
#
# Needs openssl, and curl or wget.
set -eu

if [ $# -lt 2 ] || [ -z "${FETCH_CRL_AUTHORITIES:-}" ]; then
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

command -v openssl >/dev/null 2>&1 || fail "needs openssl: a list that nobody has checked is none"
[ -r "$FETCH_CRL_AUTHORITIES" ] || fail "cannot read $FETCH_CRL_AUTHORITIES"
folder=$(dirname -- "$file")
[ -d "$folder" ] || fail "there is no folder $folder"
partial=$(mktemp "$folder/.crl-XXXXXX") || fail "cannot write into $folder"
work=$(mktemp -d) || fail "cannot make a temporary folder"
trap 'rm -rf "$partial" "$work"' EXIT
trap 'exit 1' HUP INT TERM

# split FILE KIND PREFIX: one file for each PEM block of the kind, with nothing around it
split() {
    awk -v prefix="$3" -v begin="-----BEGIN $2-----" -v end="-----END $2-----" '
        index($0, begin) == 1 { name = sprintf("%s%03d", prefix, ++count) }
        name != "" { print > name }
        index($0, end) == 1 { if (name != "") close(name); name = "" }' "$1"
}

# signer LIST: the authority that has signed it; nothing when none has. Two may have the same name, so each is tried.
signer() {
    for authority in "$work"/authority-*; do
        if openssl crl -in "$1" -noout -CAfile "$authority" 2>&1 | grep -q '^verify OK$'; then
            echo "$authority"
            return
        fi
    done
}

# number LIST
number() {
    hex=$(openssl crl -in "$1" -noout -crlnumber | sed 's/^crlNumber=//')
    printf '%d' "$hex" 2>/dev/null || echo 0
}

if command -v curl >/dev/null 2>&1; then
    curl --fail --silent --show-error --max-time 30 ${FETCH_CRL_CA_CERTS:+--cacert "$FETCH_CRL_CA_CERTS"} --output "$work/fetched" "$url" ||
        fail "$url was not fetched; $file is as it was"
elif command -v wget >/dev/null 2>&1; then
    wget -q -T 30 ${FETCH_CRL_CA_CERTS:+"--ca-certificate=$FETCH_CRL_CA_CERTS"} -O "$work/fetched" "$url" || fail "$url was not fetched; $file is as it was"
else
    fail "needs curl or wget"
fi

case $url in
    *.crl) form=DER ;;
    *) form=PEM ;;
esac
openssl crl -inform "$form" -in "$work/fetched" -noout 2>/dev/null || fail "$url is no revocation list ($form); $file is as it was"
if [ "$form" = DER ]; then
    openssl crl -inform DER -in "$work/fetched" -out "$work/pem"
    mv "$work/pem" "$work/fetched"
fi
split "$FETCH_CRL_AUTHORITIES" CERTIFICATE "$work/authority-"
split "$work/fetched" "X509 CRL" "$work/list-"
if [ -s "$file" ]; then
    # a broker may read DER
    openssl crl -inform "$form" -in "$file" -out "$work/before" 2>/dev/null || : >"$work/before"
    [ "$form" = DER ] || cp "$file" "$work/before"
    split "$work/before" "X509 CRL" "$work/old-"
fi

for list in "$work"/list-*; do
    by=$(signer "$list")
    if [ -z "$by" ]; then
        echo "fetch_crl: a list of $url is signed by none of $FETCH_CRL_AUTHORITIES and is left out" >&2
        continue
    fi
    for old in "$work"/old-*; do
        if [ -f "$old" ] && [ "$(signer "$old")" = "$by" ] && [ "$(number "$list")" -lt "$(number "$old")" ]; then
            fail "$url has a list that is older than the one in $file, which is as it was"
        fi
    done
    cat "$list" >>"$work/good"
done
[ -s "$work/good" ] || fail "$url has no list of an authority in $FETCH_CRL_AUTHORITIES; $file is as it was"
if [ "$form" = DER ]; then
    openssl crl -in "$work/good" -outform DER -out "$partial"
else
    cat "$work/good" >"$partial"
fi

# there from before FILE changes until the command has succeeded
owed="$folder/.$(basename -- "$file").owed"
if ! cmp -s "$partial" "$file"; then
    [ $# -eq 0 ] || : >"$owed"
    chmod 644 "$partial"
    mv -f "$partial" "$file"
fi
if [ $# -gt 0 ] && [ -e "$owed" ]; then
    "$@"
    rm -f "$owed"
fi
