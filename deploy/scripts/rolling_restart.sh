#!/bin/sh
# Restarts the nodes of EMQX one after the other, each only when the cluster is whole again. What it promises: docs/runbooks/rolling-restart.md.
#
#   deploy/scripts/rolling_restart.sh [NODE…]        all that the cluster counts
#
# OEE_COMPOSE, OEE_ENV_FILE   see compose.sh
# PATIENCE                    seconds to wait for each step (300)
# shellcheck disable=SC1091,SC2154 # compose.sh is checked by itself; it sets deploy, settings and compose
set -eu

. "$(dirname -- "$0")/compose.sh"
patience=${PATIENCE:-300}
use_compose_files

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

# is_whole ASKED: all nodes of the beginning, as ASKED sees it
is_whole() {
    [ "$(running_nodes "$1")" = "$all" ]
}

connections() {
    in_node "$1" broker stats 2>/dev/null | sed -n 's/^live_connections.count *: *\([0-9]*\).*/\1/p'
}

is_drained() {
    left=$(connections "$1")
    echo "  $1: ${left:-?} connections"
    [ "${left:-1}" -le 2 ]
}

# A node whose listener was stopped takes clients again, however this ends: with a step that takes too long, or with Ctrl-C.
closed=''
open_again() {
    if [ -n "$closed" ]; then
        echo "$closed: taking clients again" >&2
        in_node "$closed" listeners start ssl:default >/dev/null || echo "rolling_restart: $closed takes no clients; restart it" >&2
    fi
}
trap open_again EXIT
trap 'exit 1' HUP INT TERM

all=$(running_nodes emqx1 emqx2 emqx3 emqx4)
# shellcheck disable=SC2086 # a list of nodes
[ "$(echo $all | wc -w)" -ge 2 ] || fail "the cluster has these running nodes: ${all:-none}. A restart would stop everything"
# shellcheck disable=SC2086
[ $# -gt 0 ] || set -- $all

for node; do
    case " $all" in
        *" $node "*) ;;
        *) fail "$node is no running node of the cluster; it has $all" ;;
    esac
    other=''
    for candidate in $all; do
        [ "$candidate" = "$node" ] || other=${other:-$candidate}
    done
    wait_for "a whole cluster of $all" is_whole "$other"
    echo "$node: sending its clients to the others"
    closed=$node
    # EMQX ends the connections of a listener that stops, and the health check fails from here on: clients come back elsewhere, with jitter
    in_node "$node" listeners stop ssl:default >/dev/null || fail "$node does not answer"
    wait_for "$node to be empty" is_drained "$node"
    echo "$node: restarting"
    # shellcheck disable=SC2086 # a command line
    $compose restart -t 120 "$node" >/dev/null || fail "$node did not restart"
    wait_for "$node to be back" is_whole "$other"
    in_node "$node" listeners >/dev/null || fail "$node is in the cluster and does not answer"
    closed=''
    echo "$node: back"
done
