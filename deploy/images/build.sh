#!/bin/sh
# Builds the image of a service from what Maven has packaged. ./oee images calls it for each.
#
#   deploy/images/build.sh jvm|native SERVICE TARGET     TARGET is the module's target folder
#
# OEE_IMAGES     where images go, without their names (oee-suite)
# OEE_VERSION    their tag; native ones get -native after it
# OEE_PLATFORMS  for whom, as linux/amd64,linux/arm64 (this machine's); more than one needs OEE_PUSH
# OEE_PUSH       true: into the registry, with provenance; otherwise into this machine's Docker
# OEE_BASE       what it stands on, where bases come from a registry of one's own (the BASE of the Dockerfile)
# OEE_PULL       false: the base as it lies here, without asking its registry for a newer one
# OEE_BUILDER    what builds: docker, or for this machine podman too
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

fail() {
    echo "images: $*" >&2
    exit 1
}

[ $# = 3 ] || fail "usage: deploy/images/build.sh jvm|native SERVICE TARGET"
kind=$1
service=$2
target=$3
images=${OEE_IMAGES:-oee-suite}
version=${OEE_VERSION:?the tag}
platforms=${OEE_PLATFORMS:-}
builder=${OEE_BUILDER:-docker}

[ -f "$target/bom.json" ] || fail "$target has no bill of materials (bom.json); the profile sbom makes it"
context=$target/image-$kind
rm -rf "$context"
mkdir -p "$context"
cp "$target/bom.json" "$context/"
case $kind in
    jvm)
        [ -f "$target/quarkus-app/quarkus-run.jar" ] || fail "$service is not packaged: there is no $target/quarkus-app"
        # times stay: the cache knows the files by them
        cp -pR "$target/quarkus-app" "$context/"
        # of the JVM that packaged it, not of the image's
        rm -f "$context/quarkus-app/app.aot"
        tag=$version
        ;;
    native)
        executable=$(find "$target" -maxdepth 1 -type f -name '*-runner' | head -n 1)
        [ -n "$executable" ] || fail "$service has no native executable in $target"
        cp "$executable" "$context/application"
        # an executable is for one platform, which is that of whoever made it
        case $platforms in
            *,*) fail "native images are built for one platform at a time, on a machine of that platform" ;;
        esac
        tag=$version-native
        ;;
    *) fail "jvm or native, not $kind" ;;
esac

if [ "${OEE_PUSH:-}" = true ]; then
    set -- buildx build --push --provenance=mode=max --sbom=true
else
    case $platforms in
        *,*) fail "several platforms go into a registry only: OEE_PUSH=true" ;;
    esac
    set -- build
fi
[ "${OEE_PULL:-true}" = false ] || set -- "$@" --pull
[ -z "$platforms" ] || set -- "$@" --platform "$platforms"
[ -z "${OEE_BASE:-}" ] || set -- "$@" --build-arg "BASE=$OEE_BASE"

# the same commit makes the same image
revision=$(git -C "$here" rev-parse HEAD 2>/dev/null || echo unknown)
created=$(git -C "$here" log -1 --format=%cI 2>/dev/null || echo unknown)
# nothing is fetched while it builds; a Docker before 23 asks for BuildKit by this
DOCKER_BUILDKIT=1 "$builder" "$@" --network none \
    --file "$here/$kind.Dockerfile" \
    --build-arg "SERVICE=$service" --build-arg "VERSION=$version" --build-arg "REVISION=$revision" --build-arg "CREATED=$created" \
    --tag "$images/$service:$tag" "$context" || fail "the image of $service was not built"
rm -rf "$context"
echo "$images/$service:$tag"
