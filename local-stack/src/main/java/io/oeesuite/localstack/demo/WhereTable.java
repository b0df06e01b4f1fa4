package io.oeesuite.localstack.demo;

/** What the demo says when it is ready. */
final class WhereTable {

    private WhereTable() {}

    static String of(DemoFolder folder, DemoPorts ports, BrokerAccess broker, DemoOptions options) {
        String board = "http://localhost:" + ports.board();
        String certificates = folder.shown(folder.certificates());
        String logs = folder.shown(folder.logs());
        Table table = new Table("What", "Where", "How to look at it")
                .row("Board", board + "/", "open it in a browser")
                .row("REST", board + "/q/swagger-ui", "curl " + board + "/api/v1/equipment")
                .row("oee-analytics-service", board, "curl " + board + "/q/health")
                .row("Commands", http(ports.command()) + "/", "curl " + http(ports.command()) + "/api/v1/nodes")
                .row("Access", http(ports.auth()) + "/q/swagger-ui", "curl " + http(ports.auth()) + "/q/health")
                .row("ingest-service", http(ports.ingest()), "curl " + http(ports.ingest()) + "/q/health")
                .row("alert-sender", http(ports.alert()), "curl " + http(ports.alert()) + "/api/v1/alerts");
        if (!options.empty()) {
            table.row("Simulated plant", http(ports.simulator()), "curl " + http(ports.simulator()) + "/nodes");
        }
        table.row(
                        "MQTT broker",
                        broker.where(),
                        options.externalBroker() ? "" : certificates + "/client_<id>.crt and .key")
                .row("Kafka", "localhost:" + ports.kafka(), "topics oee.*.v1, no TLS")
                .row(
                        "PostgreSQL",
                        "localhost:" + ports.postgres(),
                        "database and user oee, password in "
                                + folder.shown(
                                        folder.local().resolve("postgres").resolve("password")));
        if (options.logins()) {
            table.row(
                    "Keycloak",
                    http(ports.keycloak()) + "/admin",
                    "administrator admin, password in "
                            + folder.shown(folder.local().resolve("keycloak").resolve("secrets.properties")));
        }
        if (!options.externalBroker()) {
            // who connects to a broker of the user's needs a certificate of the user's
            table.row(
                    "Certificates",
                    certificates,
                    "CERTS_DIR=" + certificates + "; . certs/generate_certs.sh; generate_client_cert edge_X");
        }
        table.row("Logs", logs, "tail -f " + logs + "/*.log");
        return "\n" + table.text() + "\n";
    }

    private static String http(int port) {
        return "http://localhost:" + port;
    }
}
