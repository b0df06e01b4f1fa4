package io.oeesuite.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.oeesuite.auth.certificate.AuthorityMother;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** One PostgreSQL and one broker, which asks the service, for all tests of the whole service. A test's field of type {@link LocalStack} is set to it. */
public final class AuthServers implements QuarkusTestResourceLifecycleManager {
    public static final String BROKER_SECRET = "a secret of these tests";
    public static final String AUTHORITY_PASSPHRASE = "a passphrase of these tests";

    private LocalStack stack;

    @Override
    public Map<String, String> start() {
        int port = freePort();
        stack = LocalStack.start(LocalStack.options()
                .postgres()
                .broker()
                .passwordListener()
                .authService(URI.create("http://127.0.0.1:" + port))
                .brokerSecret(BROKER_SECRET));
        Map<String, String> settings = new HashMap<>(stack.environment());
        settings.putAll(stack.mqttEnvironment("auth_SERVICE"));
        settings.put("quarkus.http.test-port", Integer.toString(port));
        settings.put("OEE_AUTH_BROKER_SECRET", BROKER_SECRET);
        settings.put(
                "OEE_AUTH_TOKEN_KEY_FILE",
                stack.certificates().folder().resolve("token.key").toString());
        // tests are not attackers with a graphics card
        settings.put("OEE_AUTH_PASSWORD_MEMORY_KIB", "256");
        settings.put("OEE_AUTH_AUDIT_SUMMED_OVER", "0.2S");
        settings.put("OEE_AUTH_ADDRESS_RATE", "1000000");
        settings.put("OEE_AUTH_ADDRESS_BURST", "1000000");
        settings.putAll(authority(stack.certificates().folder()));
        return settings;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker's, with a passphrase, as in production. */
    private static Map<String, String> authority(Path site) {
        try {
            Path folder = Files.createTempDirectory("auth-service-ca-");
            folder.toFile().deleteOnExit();
            AuthorityMother.copy(site, folder, AUTHORITY_PASSPHRASE);
            Path passphrase = AuthorityMother.secret(folder.resolve("passphrase"), AUTHORITY_PASSPHRASE);
            Path previous = Files.createDirectories(site.resolve("previous"));
            AuthorityMother.write(previous, AUTHORITY_PASSPHRASE);
            Map<String, String> settings = new HashMap<>();
            settings.put("oee.ca.previous.keyfile", previous.resolve("ca.key").toString());
            settings.put("oee.ca.previous.certfile", previous.resolve("ca.crt").toString());
            settings.put("oee.ca.previous.passphrase-file", passphrase.toString());
            settings.putAll(Map.of(
                    "oee.ca.keyfile",
                    folder.resolve("ca.key").toString(),
                    "oee.ca.certfile",
                    folder.resolve("ca.crt").toString(),
                    "oee.ca.passphrase-file",
                    passphrase.toString(),
                    "oee.ca.public-url",
                    "http://auth.oee.local:8082",
                    "oee.ca.validity.service",
                    "P6D",
                    "oee.ca.check",
                    "PT1S",
                    "oee.enrolment.per-minute",
                    "10000"));
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector tests) {
        tests.injectIntoFields(stack, new TestInjector.MatchesType(LocalStack.class));
    }

    @Override
    public void stop() {
        stack.close();
    }
}
