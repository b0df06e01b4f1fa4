#!/bin/sh
# Whether the environment holds what oee-realm.json takes from it. Says all that is wrong, never a secret.
set -eu

wrong=0
complain() {
    echo "check_environment: $*" >&2
    wrong=1
}

# value VARIABLE
value() {
    printenv "$1" || true
}

for client in ANALYTICS COMMAND ALERT AUTH; do
    case $(value "OEE_${client}_URL") in
        '') complain "OEE_${client}_URL is not set: where people reach the service, such as https://oee.example.com" ;;
        */) complain "OEE_${client}_URL ends with /: leave that out" ;;
        https://?* | http://localhost:?* | http://127.0.0.1:?*) ;;
        *) complain "OEE_${client}_URL is no https address: a login must not lead back over plain HTTP" ;;
    esac
done

secrets=
for client in ANALYTICS COMMAND ALERT AUTH REPORTING; do
    secret=$(value "OEE_${client}_CLIENT_SECRET")
    if [ -z "$secret" ]; then
        complain "OEE_${client}_CLIENT_SECRET is not set: make one with openssl rand -hex 24"
        continue
    fi
    [ ${#secret} -ge 32 ] || complain "OEE_${client}_CLIENT_SECRET is shorter than 32 characters: make one with openssl rand -hex 24"
    case " $secrets " in
        *" $secret "*) complain "OEE_${client}_CLIENT_SECRET is that of another client, too: each needs its own" ;;
    esac
    secrets="$secrets $secret"
done
exit "$wrong"
