package io.oeesuite.localstack.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/**
 * Clients come over mutual TLS and may do what {@link KafkaAccess} says; {@code admin_OPS} may do everything. The node talks to itself with a password made at each
 * start.
 */
final class KafkaTls {
    /** No certificate can be taken for it: the rule for their names knows no dollar. */
    private static final String NODE = "$node";

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private final Path certificates;
    private final int ownPort;
    private final String password = password();

    /**
     * TLS with these certificates.
     *
     * @param certificates the folder with {@code ca.crt}, {@code server.crt} and {@code server.key}
     * @param ownPort of 127.0.0.1, for the node itself
     */
    KafkaTls(Path certificates, int ownPort) {
        this.certificates = certificates;
        this.ownPort = ownPort;
    }

    void addTo(Properties properties, int port, int controllerPort) throws IOException {
        properties.setProperty(
                "listeners",
                "SSL://127.0.0.1:" + port + ",OWN://127.0.0.1:" + ownPort + ",CONTROLLER://127.0.0.1:"
                        + controllerPort);
        properties.setProperty("advertised.listeners", "SSL://127.0.0.1:" + port + ",OWN://127.0.0.1:" + ownPort);
        properties.setProperty(
                "listener.security.protocol.map", "SSL:SSL,OWN:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        properties.setProperty("inter.broker.listener.name", "OWN");
        properties.setProperty("sasl.enabled.mechanisms", "PLAIN");
        properties.setProperty("sasl.mechanism.inter.broker.protocol", "PLAIN");
        properties.setProperty("sasl.mechanism.controller.protocol", "PLAIN");
        String login = login() + " user_" + NODE + "=\"" + password + "\";";
        properties.setProperty("listener.name.own.plain.sasl.jaas.config", login);
        properties.setProperty("listener.name.controller.plain.sasl.jaas.config", login);

        properties.setProperty("ssl.client.auth", "required");
        properties.setProperty("ssl.enabled.protocols", "TLSv1.3,TLSv1.2");
        properties.setProperty("ssl.keystore.type", "PEM");
        properties.setProperty("ssl.keystore.certificate.chain", pem("server.crt"));
        properties.setProperty("ssl.keystore.key", pem("server.key"));
        properties.setProperty("ssl.truststore.type", "PEM");
        properties.setProperty("ssl.truststore.certificates", pem("ca.crt"));
        properties.setProperty("ssl.principal.mapping.rules", "RULE:^CN=([A-Za-z0-9._-]+),O=OEE Suite$/$1/,DEFAULT");

        properties.setProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.setProperty("allow.everyone.if.no.acl.found", "false");
        properties.setProperty("super.users", "User:" + NODE + ";User:admin_OPS");
    }

    /** What was granted before and is in the table no more stays; the data of this stack are not for that. */
    void grant(Collection<AclBinding> access) throws InterruptedException {
        Map<String, Object> own = Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + ownPort,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                login() + ";");
        try (Admin admin = Admin.create(own)) {
            admin.createAcls(access).all().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The services could not be given their rights", failed);
        }
    }

    private String login() {
        return LOGIN + " username=\"" + NODE + "\" password=\"" + password + "\"";
    }

    private String pem(String file) throws IOException {
        return Files.readString(certificates.resolve(file));
    }

    private static String password() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
