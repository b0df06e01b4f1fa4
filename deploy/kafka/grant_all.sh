#!/bin/sh
# Gives the services of docker-compose.yml their rights in Kafka (access.csv), as admin_OPS; run in the container kafka-access. Again changes nothing.
set -eu

cat >/tmp/admin.properties <<'END'
security.protocol=SSL
ssl.keystore.type=PEM
ssl.keystore.location=/certs/client.pem
ssl.truststore.type=PEM
ssl.truststore.location=/certs/ca.crt
END
acls="/opt/kafka/bin/kafka-acls.sh --bootstrap-server kafka:9092 --command-config /tmp/admin.properties"

seconds=0
until $acls --list >/dev/null 2>&1; do
    if [ $seconds -ge 300 ]; then
        $acls --list || true
        echo "Kafka does not answer" >&2
        exit 1
    fi
    sleep 5
    seconds=$((seconds + 5))
done

here=$(dirname -- "$0")
{
    sh "$here/grant.sh" ingest-service analytics_INGEST-0
    sh "$here/grant.sh" oee-analytics-service analytics_OEE-PROCESSOR
    sh "$here/grant.sh" command-service scada_PRIMARY-HOST
    sh "$here/grant.sh" alert-sender alert_SENDER
} >/tmp/grants
while read -r line; do
    # shellcheck disable=SC2086 # the words of a command
    $acls ${line#kafka-acls } </dev/null >/dev/null
done </tmp/grants
echo "$(wc -l </tmp/grants) rights given"
