#!/bin/sh
# Prints the commands that let a service do in Kafka what access.csv says, and nothing else. Read them, then run them:
#
#   deploy/kafka/grant.sh ingest-service analytics_INGEST-0 analytics_INGEST-1 |
#       sed 's/^kafka-acls/kafka-acls.sh --bootstrap-server kafka:9093 --command-config admin.properties/' | sh
#
# usage: grant.sh SERVICE CERTIFICATE…     the names (CN) in the certificates of its replicas
set -eu

if [ $# -lt 2 ]; then
    sed -n 's/^# usage: //p' "$0" >&2
    exit 2
fi
table=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/access.csv
service=$1
shift
for name; do
    case $name in
        '' | *[!A-Za-z0-9._-]*)
            echo "Not a name of this suite's certificates: '$name'" >&2
            exit 2
            ;;
    esac
done
if ! grep -q "^$service," "$table"; then
    echo "No service of $table: '$service'" >&2
    exit 2
fi

tail -n +2 "$table" | while IFS=, read -r who resource pattern named operations; do
    if [ "$who" != '*' ] && [ "$who" != "$service" ]; then
        continue
    fi
    line="kafka-acls --add --$resource $named --resource-pattern-type $pattern"
    for operation in $operations; do
        line="$line --operation $operation"
    done
    for name; do
        line="$line --allow-principal User:$name"
    done
    echo "$line"
done
