#!/bin/sh
# Reads what became of the machine that was published: a birth after $BEGUN (a file with the time in UTC, as 2026-01-31T06:00:00), so that no earlier test passes for this one, and the
# availability of its batch: 135 minutes, of which 75 were stops. Ends with 0 when that is 60/135 = 44.4 %.
#
# ANALYTICS_URL, REALM_URL, CLIENT_SECRET of the client oee-reporting; TRIES (60), one every 5 s.
set -eu

machine=HELM-TEST/edge_HELM-TEST/FILLER
question="equipment=$machine&from=2024-08-29T11:50:00Z&to=2024-08-29T14:05:00Z"

# the secret comes by standard input: a command line can be read by others
token() {
    printf %s "$CLIENT_SECRET" |
        curl -sf -m 10 "$REALM_URL/protocol/openid-connect/token" -d grant_type=client_credentials -d client_id=oee-reporting --data-urlencode client_secret@- |
        sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p'
}

ask() {
    printf 'header = "Authorization: Bearer %s"\n' "$token" | curl -s -m 10 -K - "$ANALYTICS_URL/api/v1/$1"
}

# Whether the machine has said something since this test began.
is_born() {
    last=$(ask equipment | grep -o "\"equipment\":\"$machine\"[^}]*" | sed -n 's/.*"lastEvent":"\([^"]*\)".*/\1/p')
    # as text: both are in UTC, and alike
    [ -n "$last" ] && expr "x$last" '>=' "x$(cat "$BEGUN")" >/dev/null
}

problem='nothing was asked'
tries=0
while [ "$tries" -lt "${TRIES:-60}" ]; do
    [ "$tries" = 0 ] || sleep 5
    tries=$((tries + 1))
    token=$(token) || token=
    if [ -z "$token" ]; then
        problem="no token from $REALM_URL for the client oee-reporting"
        continue
    fi
    if ! is_born; then
        problem="no birth of $machine since $(cat "$BEGUN") at $ANALYTICS_URL (the last: ${last:-none})"
        continue
    fi
    answer=$(ask "oee?$question") || answer=
    case $answer in
        *'"availability":0.4444'*)
            echo "born at $last: $answer"
            exit 0
            ;;
    esac
    problem="the OEE is not what it must be: ${answer:-no answer}"
done
echo "After $tries tries: $problem" >&2
exit 1
