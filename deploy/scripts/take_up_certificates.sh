#!/bin/sh
# After prepare.sh: has running containers use the certificates that it has renewed. Services and EMQX read them by themselves; what stands here does not.
# Kafka and Keycloak are restarted, for which edge nodes and services wait; without renewed certificates nothing is done. From cron, as
#
#   17 3 * * 0  deploy/scripts/prepare.sh && deploy/scripts/take_up_certificates.sh
#
# OEE_COMPOSE, OEE_ENV_FILE as in compose.sh, OEE_RUN_DIR as for prepare.sh
# shellcheck disable=SC1091,SC2154 # compose.sh is checked by itself; it sets deploy, settings and compose
set -eu

. "$(dirname -- "$0")/compose.sh"
run=${OEE_RUN_DIR:-$deploy/run}
use_compose_files

# in_compose COMMAND…
in_compose() {
    # shellcheck disable=SC2086 # a command line
    $compose "$@" </dev/null
}

take_up() {
    case $1 in
        # a copy of the key, as at its start: PostgreSQL takes only a key of its own account
        postgres) in_compose exec -T -u root postgres sh -c 'install -o postgres -m 600 /certs/server.key /tls/server.key && kill -HUP 1' ;;
        haproxy) in_compose kill -s HUP haproxy ;;
        kafka | keycloak | grafana) in_compose restart "$1" ;;
        *) return 0 ;;
    esac || fail "$1 does not use its new certificate; run this again"
    echo "$1: uses its new certificate"
}

for mark in "$run"/renewed/*; do
    [ -f "$mark" ] || continue
    container=${mark##*/}
    # one that does not run reads what is new when it starts
    if in_compose ps --services --filter status=running 2>/dev/null | grep -qx "$container"; then
        take_up "$container"
    fi
    rm -f "$mark"
done
