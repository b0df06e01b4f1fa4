#!/bin/sh
# Adds the fourth node of EMQX, and gives it its share behind HAProxy. docs/runbooks/scale-up.md.
#
# OEE_COMPOSE, OEE_ENV_FILE   see compose.sh; the settings remember that there are four
# PATIENCE                    seconds to wait for the node (300)
# shellcheck disable=SC1091,SC2154 # compose.sh is checked by itself; it sets deploy, settings and compose
set -eu

. "$(dirname -- "$0")/compose.sh"
patience=${PATIENCE:-300}
use_compose_files

case " $(running_nodes emqx1 emqx2 emqx3) " in
    *" emqx1 emqx2 emqx3 "*) ;;
    *) fail "the cluster of three is not whole; mend that first" ;;
esac

# shellcheck disable=SC2086 # a command line
$compose --profile four up -d --no-deps emqx4 || fail "emqx4 did not start; nothing else has changed"
seconds=0
until running_nodes emqx1 emqx2 emqx3 | grep -q 'emqx4'; do
    if [ "$seconds" -ge "$patience" ]; then
        # shellcheck disable=SC2086
        $compose --profile four stop emqx4 >/dev/null
        fail "emqx4 has not joined within $patience s and was stopped; HAProxy does not know it. Its log says why"
    fi
    sleep 2
    seconds=$((seconds + 2))
done
echo "emqx4 has joined"

grep -q '^EMQX4=' "$settings" || echo 'EMQX4=emqx4.local:8883' >>"$settings"
grep -q '^COMPOSE_PROFILES=' "$settings" || echo 'COMPOSE_PROFILES=four' >>"$settings"
# HAProxy is made anew with four servers: all clients connect again, at most HAPROXY_CONNECT_RATE a second
# shellcheck disable=SC2086
$compose up -d --no-deps haproxy || fail "emqx4 has joined, but HAProxy did not start; deploy/scripts/scale_up.sh tries again"
echo "HAProxy knows it; clients spread as they come back"
