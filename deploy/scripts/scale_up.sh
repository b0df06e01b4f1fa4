#!/bin/sh
# Adds the fourth node of EMQX, and gives it its share behind HAProxy. docs/runbooks/scale-up.md.
#
# OEE_COMPOSE    how compose is called here; "docker compose --env-file deploy/.env -f deploy/docker-compose.mqtt-cluster.yml"
# OEE_ENV_FILE   the file of settings (deploy/.env), which remembers that there are four
# PATIENCE       seconds to wait for the node (300)
set -eu

deploy=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
settings=${OEE_ENV_FILE:-$deploy/.env}
compose=${OEE_COMPOSE:-docker compose --env-file $settings -f $deploy/docker-compose.mqtt-cluster.yml}
patience=${PATIENCE:-300}

fail() {
    echo "scale_up: $*" >&2
    exit 1
}

running() {
    # shellcheck disable=SC2086 # a command line
    $compose exec -T emqx1 /opt/emqx/bin/emqx ctl cluster status 2>/dev/null | tr -d '\n ' |
        sed -n 's/.*running_nodes=>\[\([^]]*\)\].*/\1/p'
}

[ -f "$settings" ] || fail "there is no $settings; deploy/scripts/prepare.sh makes it"
case $(running) in
    *emqx1.local*emqx2.local*emqx3.local* | *emqx@*,*emqx@*,*emqx@*) ;;
    *) fail "the cluster of three is not whole; mend that first" ;;
esac

# shellcheck disable=SC2086 # a command line
$compose --profile four up -d --no-deps emqx4 || fail "emqx4 did not start; nothing else has changed"
seconds=0
until running | grep -q 'emqx@emqx4\.local'; do
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
