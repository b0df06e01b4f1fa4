# shellcheck shell=sh
# Read by the scripts of the cluster. Compose gets the files that COMPOSE_FILE in the settings names, so that what these scripts start is what "docker compose up" in deploy
# would start: a node without the overlays of this site would let in whom the others refuse.
#
# OEE_COMPOSE    how compose is called here (docker compose)
# OEE_ENV_FILE   the file of settings (deploy/.env)

deploy=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
settings=${OEE_ENV_FILE:-$deploy/.env}

fail() {
    echo "$(basename -- "$0" .sh): $*" >&2
    exit 1
}

setting() {
    sed -n "s/^$1=//p" "$settings" | tail -n 1
}

# sets compose: a command line, without blanks in its parts
use_compose_files() {
    [ -f "$settings" ] || fail "there is no $settings; deploy/scripts/prepare.sh makes it"
    files=$(setting COMPOSE_FILE)
    [ -n "$files" ] || fail "COMPOSE_FILE is not set in $settings: name this site's compose files there, as deploy/env.example does"
    compose="${OEE_COMPOSE:-docker compose} --env-file $settings"
    while [ -n "$files" ]; do
        file=${files%%:*}
        case $files in
            *:*) files=${files#*:} ;;
            *) files='' ;;
        esac
        case $file in
            /*) ;;
            *) file=$deploy/$file ;;
        esac
        [ -f "$file" ] || fail "COMPOSE_FILE in $settings: there is no $file"
        compose="$compose -f $file"
    done
}

# the names of the nodes that run, as emqx1 emqx2 emqx3, as the first that answers of these sees it
running_nodes() {
    for asked; do
        # shellcheck disable=SC2086 # a command line
        seen=$($compose exec -T "$asked" /opt/emqx/bin/emqx ctl cluster status 2>/dev/null </dev/null | tr -d '\n ' |
            sed -n 's/.*running_nodes=>\[\([^]]*\)\].*/\1/p' | tr ',' '\n' | sed -n "s/^'\{0,1\}emqx@\([^.']*\).*/\1/p" | sort | tr '\n' ' ') || true
        if [ -n "$seen" ]; then
            echo "$seen"
            return
        fi
    done
}
