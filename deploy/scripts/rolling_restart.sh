#!/bin/sh
# Restarts the nodes of EMQX one after the other, each only when the cluster is whole again. What it promises: docs/runbooks/rolling-restart.md.
#
#   deploy/scripts/rolling_restart.sh [NODE…]        emqx1 emqx2 emqx3
#
# OEE_COMPOSE   how compose is called here; "docker compose --env-file deploy/.env -f deploy/docker-compose.mqtt-cluster.yml"
# PATIENCE      seconds to wait for each step (300)
set -eu

deploy=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
compose=${OEE_COMPOSE:-docker compose --env-file $deploy/.env -f $deploy/docker-compose.mqtt-cluster.yml}
patience=${PATIENCE:-300}
[ $# -gt 0 ] || set -- emqx1 emqx2 emqx3

fail() {
    echo "rolling_restart: $*" >&2
    exit 1
}

# in NODE COMMAND…: emqx ctl there
in_node() {
    node=$1
    shift
    # shellcheck disable=SC2086 # a command line
    $compose exec -T "$node" /opt/emqx/bin/emqx ctl "$@"
}

# wait_for WHAT COMMAND…
wait_for() {
    what=$1
    shift
    seconds=0
    until "$@"; do
        [ "$seconds" -lt "$patience" ] || fail "waited $patience s for $what; the other nodes are untouched"
        sleep 2
        seconds=$((seconds + 2))
    done
}

running() {
    in_node "$1" cluster status 2>/dev/null | tr -d '\n ' | sed -n 's/.*running_nodes=>\[\([^]]*\)\].*/\1/p' | tr ',' '\n' | grep -c emqx@ || true
}

is_whole() {
    [ "$(running "$1")" = "$size" ]
}

connections() {
    in_node "$1" broker stats 2>/dev/null | sed -n 's/^live_connections.count *: *\([0-9]*\).*/\1/p'
}

is_drained() {
    left=$(connections "$1")
    echo "  $1: ${left:-?} connections"
    [ "${left:-1}" -le 2 ]
}

size=$(running "$1")
[ "${size:-0}" -ge 2 ] || fail "the cluster has ${size:-0} running nodes: a restart would stop everything"

for node; do
    other=emqx1
    [ "$node" != emqx1 ] || other=emqx2
    wait_for "a whole cluster of $size" is_whole "$other"
    echo "$node: sending its clients to the others"
    # the health check fails from here on, and HAProxy ends what is left: clients come back elsewhere, with jitter
    in_node "$node" listeners stop ssl:default >/dev/null || fail "$node does not answer"
    wait_for "$node to be empty" is_drained "$node"
    echo "$node: restarting"
    # shellcheck disable=SC2086 # a command line
    $compose restart -t 120 "$node" >/dev/null
    wait_for "$node to be back" is_whole "$other"
    in_node "$node" listeners >/dev/null || fail "$node is in the cluster and does not answer"
    echo "$node: back"
done
