#!/bin/sh
# Puts a backup of backup_cluster.sh in place: settings and certificates, then EMQX's tables into the running cluster. docs/runbooks/backup-restore.md.
#
#   deploy/scripts/restore_cluster.sh FILE.tar.gz
#
# OEE_COMPOSE, OEE_ENV_FILE, OEE_RUN_DIR as for backup_cluster.sh. As root where auth-service has an authority: files keep their owner and rights.
# shellcheck disable=SC1091,SC2154 # compose.sh is checked by itself; it sets deploy, settings and compose
set -eu

. "$(dirname -- "$0")/compose.sh"
run=${OEE_RUN_DIR:-$deploy/run}
umask 077

[ $# = 1 ] || fail "which file? deploy/scripts/restore_cluster.sh FILE.tar.gz"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! tar -C "$work" --numeric-owner -xpzf "$1" 2>/dev/null || ! [ -f "$work/emqx.tar.gz" ] || ! [ -f "$work/settings" ] || ! [ -f "$work/run/authority/ca.key" ]; then
    fail "$1 is no backup of a cluster; nothing has changed"
fi
# What only its owner reads in a container's folder, as the authority's key in auth-service's, must be that owner's again.
if [ "$(id -u)" != 0 ]; then
    others=$(tar --numeric-owner -tvzf "$1" | awk -v own="$(id -u)" '$1 ~ /^-......[^r]/ && $2 !~ "^" own "/" && $NF ~ /^run\/certs\// { print $NF }' | head -n 3 | tr '\n' ' ')
    [ -z "$others" ] || fail "$1 has files of other accounts: $others; run this as root. Nothing has changed"
fi

kept=$(date -u +%Y%m%dT%H%M%SZ)
[ ! -e "$run" ] || mv "$run" "$run.before-$kept"
[ ! -e "$settings" ] || mv "$settings" "$settings.before-$kept"
cp -Rp "$work/run" "$run"
chmod 700 "$run"
cp "$work/settings" "$settings"
chmod 600 "$settings"
# the containers' accounts read what prepare.sh has handed out; the folder above is closed. What the site has put beside it keeps its rights: auth-service refuses a key that others can read
find "$run/certs" -type d -exec chmod 755 {} +
find "$run/certs" -type f \( -name ca.crt -o -name 'client.*' -o -name 'server.*' -o -name dashboard_HAPROXY.pem \) -exec chmod 644 {} +
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
