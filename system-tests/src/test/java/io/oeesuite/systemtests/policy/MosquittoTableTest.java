package io.oeesuite.systemtests.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.mqttaccess.ClientAccess;
import io.oeesuite.mqttaccess.ClientId;
import io.oeesuite.mqttaccess.MosquittoAcl;
import io.oeesuite.mqttaccess.PolicySettings;
import io.oeesuite.mqttaccess.Subscription;
import io.oeesuite.mqttaccess.cases.AccessCase;
import io.oeesuite.mqttaccess.cases.AccessCases;
import io.oeesuite.mqttaccess.cases.Action;
import io.oeesuite.mqttaccess.cases.Enforcer;
import io.oeesuite.systemtests.edge.PemIdentity;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of cases on a real Mosquitto with the access file that is printed for it. */
class MosquittoTableTest {

    private static final AccessCases TABLE = AccessCases.read();
    private static final String ADMIN = "admin_OPS";
    private static final String SPEAKER = "admin_SPEAKER";
    private static final int LONG = 1000;

    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static Mosquitto mosquitto;

    @BeforeAll
    static void start() throws IOException {
        Mosquitto.PROGRAM.need();
        certificates = Certificates.in(folder.resolve("certs"));
        mosquitto = new Mosquitto(folder, new MosquittoAcl(PolicySettings.defaults()).text(onRecord()), certificates);
    }

    @AfterAll
    static void end() {
        if (mosquitto != null) {
            mosquitto.close();
        }
    }

    @Test
    void everyPublishOfTheTable() throws Exception {
        assertThat(onBroker().wrong(Action.PUBLISH)).isEmpty();
    }

    /**
     * Mosquitto takes every subscription that is one, and looks at the rights when it delivers. So each client subscribes to all that the table has for it, allowed or not; then everything is said that the table
     * asks about.
     */
    @Test
    void everyClientHearsWhatItMayAndNothingElse() throws IOException {
        List<String> probes = TABLE.all().stream()
                .filter(one -> one.action() == Action.SUBSCRIBE && isProbe(one))
                .map(AccessCase::topic)
                .distinct()
                .toList();
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        try (RawMqtt admin = onBroker().connected(SPEAKER)) {
            for (String clientId : TABLE.byClient().keySet()) {
                if (!TableOnBroker.canBeSent(clientId)) {
                    continue;
                }
                Set<String> heard = heard(clientId, admin, probes);
                for (AccessCase one : TABLE.byClient().get(clientId)) {
                    if (one.action() == Action.SUBSCRIBE && probes.contains(one.topic())) {
                        compared++;
                        if (heard.contains(one.topic()) != one.allowedBy(Enforcer.MOSQUITTO)) {
                            wrong.add(one.toString());
                        }
                    }
                }
            }
        }
        System.out.printf("MOSQUITTO, SUBSCRIBE: %d probes, %d cases compared%n", probes.size(), compared);
        assertThat(compared).isGreaterThan(500);
        assertThat(wrong).isEmpty();
    }

    @Test
    void theCertificatesNameIsTheUserAndTheClient() throws Exception {
        certificates.client("edge_P1");
        PemIdentity identity = PemIdentity.of(certificates.folder(), "edge_P1");
        try (RawMqtt edge = overTls(identity.keys().getKeyManagers(), identity)) {
            // whatever it calls itself
            assertThat(edge.connect(ADMIN, "")).isTrue();

            assertThat(edge.publish("spBv1.0/G/NDATA/edge_P1")).isTrue();
            assertThat(edge.publish("spBv1.0/G/NDATA/edge_P2")).isFalse();
        }
    }

    @Test
    void nobodyGetsInWithoutACertificate() throws Exception {
        PemIdentity trust = PemIdentity.of(certificates.folder(), "nobody");
        try (RawMqtt stranger = overTls(new KeyManager[0], trust)) {
            assertThat(isLetIn(stranger)).isFalse();
        }
    }

    private static boolean isLetIn(RawMqtt client) throws IOException {
        try {
            return client.connect(ADMIN, "");
        } catch (SSLException refused) {
            return false;
        }
    }

    private static RawMqtt overTls(KeyManager[] keys, PemIdentity identity) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, identity.trust().getTrustManagers(), null);
        return new RawMqtt(context.getSocketFactory().createSocket("localhost", mosquitto.tlsPort()));
    }

    private static Set<String> heard(String clientId, RawMqtt admin, Collection<String> probes) throws IOException {
        try (RawMqtt client = onBroker().connected(clientId)) {
            if (!client.isOpen()) {
                return Set.of();
            }
            for (AccessCase one : TABLE.byClient().get(clientId)) {
                if (one.action() == Action.SUBSCRIBE && isSubscription(one)) {
                    assertThat(client.subscribe(one.topic())).as(one.toString()).isTrue();
                }
            }
            for (String probe : probes) {
                admin.say(probe);
            }
            admin.heardSoFar();
            return new HashSet<>(client.heardSoFar());
        }
    }

    /** What anybody can subscribe to, rights aside. */
    private static boolean isSubscription(AccessCase one) {
        return one.topic().length() < LONG && isWellFormed(one.topic());
    }

    private static boolean isProbe(AccessCase one) {
        return isSubscription(one)
                && !one.topic().startsWith("$")
                && !one.topic().contains("+")
                && !one.topic().contains("#");
    }

    private static boolean isWellFormed(String topic) {
        try {
            Subscription.of(topic);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static TableOnBroker onBroker() {
        return new TableOnBroker(TABLE, mosquitto.plainPort(), Enforcer.MOSQUITTO);
    }

    private static List<ClientAccess> onRecord() {
        return Stream.concat(TABLE.byClient().keySet().stream(), Stream.of(SPEAKER))
                .map(TABLE::client)
                .filter(client -> client.id() instanceof ClientId.OfRole || client.registered())
                .toList();
    }
}
