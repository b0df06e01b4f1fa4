#!/bin/sh
# Puts a backup of backup_cluster.sh in place: settings and certificates, then EMQX's tables into the running cluster. docs/runbooks/backup-restore.md.
#
#   deploy/scripts/restore_cluster.sh FILE.tar.gz
#
# OEE_COMPOSE, OEE_ENV_FILE, OEE_RUN_DIR as for backup_cluster.sh
# shellcheck disable=SC1091,SC2154 # compose.sh is checked by itself; it sets deploy, settings and compose
set -eu

. "$(dirname -- "$0")/compose.sh"
run=${OEE_RUN_DIR:-$deploy/run}
umask 077

[ $# = 1 ] || fail "which file? deploy/scripts/restore_cluster.sh FILE.tar.gz"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! tar -C "$work" -xzf "$1" 2>/dev/null || ! [ -f "$work/emqx.tar.gz" ] || ! [ -f "$work/settings" ] || ! [ -f "$work/run/authority/ca.key" ]; then
    fail "$1 is no backup of a cluster; nothing has changed"
fi

kept=$(date -u +%Y%m%dT%H%M%SZ)
[ ! -e "$run" ] || mv "$run" "$run.before-$kept"
[ ! -e "$settings" ] || mv "$settings" "$settings.before-$kept"
cp -R "$work/run" "$run"
chmod 700 "$run"
cp "$work/settings" "$settings"
chmod 600 "$settings"
# the containers' accounts read these; the folder above is closed
find "$run/certs" -type d -exec chmod 755 {} +
find "$run/certs" -type f -exec chmod 644 {} +
chmod 644 "$run/acl.conf" "$run/notify-token"

# the files that the restored settings name
use_compose_files
fourth=''
[ -z "$(setting EMQX4)" ] || fourth=emqx4
# shellcheck disable=SC2086 # a command line
$compose up -d --wait emqx1 emqx2 emqx3 $fourth haproxy || fail "the cluster did not start; settings and certificates are those of the backup"
# shellcheck disable=SC2086
$compose exec -T emqx1 sh -c 'cat >/tmp/emqx-import.tar.gz && /opt/emqx/bin/emqx ctl data import /tmp/emqx-import.tar.gz' <"$work/emqx.tar.gz" ||
    fail "emqx1 did not take the import"
echo "Restored from $1; what was there has the ending .before-$kept"
