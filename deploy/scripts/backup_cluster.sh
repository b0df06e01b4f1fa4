#!/bin/sh
# Backs up what cannot be made again: EMQX's configuration and tables, settings, certificates. docs/runbooks/backup-restore.md says what it does not hold.
#
#   deploy/scripts/backup_cluster.sh FILE.tar.gz
#
# OEE_COMPOSE, OEE_ENV_FILE as in compose.sh, OEE_RUN_DIR as for prepare.sh. As root where auth-service has an authority: its key is readable by the container's account alone.
# shellcheck disable=SC1091,SC2154 # compose.sh is checked by itself; it sets deploy, settings and compose
set -eu

. "$(dirname -- "$0")/compose.sh"
run=${OEE_RUN_DIR:-$deploy/run}
umask 077

[ $# = 1 ] || fail "where to? deploy/scripts/backup_cluster.sh FILE.tar.gz"
if ! [ -f "$settings" ] || ! [ -d "$run/authority" ]; then
    fail "there is nothing of a site in $settings and $run"
fi
use_compose_files
# a copy of what is another account's could not be made, or would lose its owner
if [ "$(id -u)" != 0 ]; then
    others=$(find "$run" ! -user "$(id -u)" 2>&1 | head -n 3 | tr '\n' ' ')
    [ -z "$others" ] || fail "not all of $run is yours: $others; run this as root, so that everything is read and keeps its owner"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/backup"
# one node has the tables of all
# shellcheck disable=SC2086 # a command line
$compose exec -T emqx1 sh -c 'cd /tmp && rm -f emqx-export-*.tar.gz && /opt/emqx/bin/emqx ctl data export --dir /tmp >&2 && cat emqx-export-*.tar.gz' \
    >"$work/backup/emqx.tar.gz" || fail "emqx1 did not export"
tar -tzf "$work/backup/emqx.tar.gz" >/dev/null 2>&1 || fail "what emqx1 exported is no archive"
cp "$settings" "$work/backup/settings"
cp -Rp "$run" "$work/backup/run" || fail "not all of $run can be read; nothing is backed up"
tar -C "$work/backup" -czf "$1.new" emqx.tar.gz settings run
mv "$1.new" "$1"
echo "$1 (holds keys and passwords: keep it encrypted and elsewhere)"
