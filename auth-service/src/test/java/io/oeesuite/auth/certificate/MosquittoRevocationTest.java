package io.oeesuite.auth.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.awaitility.Awaitility;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** certs/fetch_crl.sh and a real Mosquitto: whoever is revoked is refused from then on, the others go on. */
class MosquittoRevocationTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final byte[] PING = {(byte) 0xc0, 0};

    @TempDir
    Path folder;

    private final SigningKey key = AuthorityMother.key(
            RequestMother.ec("secp256r1"), "SHA256withECDSA", Instant.now().minusSeconds(600), Duration.ofDays(30));
    private final OwnAuthority authority = new OwnAuthority(key, Optional.empty(), Instant::now);
    private final List<Revoked> revoked = new ArrayList<>();
    private HttpServer server;
    private Process broker;
    private int port;
    private int lists;
    private volatile byte[] served;

    /** A client's certificate and key. */
    private record Identity(X509Certificate certificate, PrivateKey key) {}

    @AfterEach
    void stop() {
        if (broker != null) {
            broker.destroyForcibly();
        }
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void whoeverIsRevokedIsRefusedAndTheOthersGoOn() throws Exception {
        String program = program();
        serve();
        Path file = folder.resolve("ca.crl");
        assertThat(fetch(file)).isZero();
        startBroker(program, file);
        Identity stays = client("edge_STAYS");
        Identity stolen = client("edge_STOLEN");
        try (SSLSocket open = connect(stays)) {
            assertThat(isAccepted(open, "edge_STAYS")).isTrue();
            try (SSLSocket first = connect(stolen)) {
                assertThat(isAccepted(first, "edge_STOLEN")).isTrue();
            }

            revoked.add(new Revoked(
                    stolen.certificate().getSerialNumber(), Instant.now(), RevocationReason.KEY_COMPROMISE));
            nextList();
            assertThat(fetch(file, "kill", "-HUP", String.valueOf(broker.pid())))
                    .isZero();

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !comesIn(stolen, "edge_STOLEN"));
            assertThat(comesIn(client("edge_OTHER"), "edge_OTHER")).isTrue();
            open.getOutputStream().write(PING);
            assertThat(open.getInputStream().readNBytes(2))
                    .as("the open connection answers")
                    .containsExactly(0xd0, 0);
        }
    }

    @Test
    void theFileIsReplacedByAListOnlyAndTheCommandRunsOnlyThen() throws Exception {
        serve();
        Path file = folder.resolve("ca.crl");
        Path ran = folder.resolve("ran");
        String[] count = {"sh", "-c", "echo x >>" + ran};

        assertThat(fetch(file, count)).isZero();
        assertThat(fetch(file, count)).isZero();
        assertThat(Files.readAllLines(ran)).hasSize(1);
        byte[] good = Files.readAllBytes(file);
        served = "<html>Somebody has to log in</html>".getBytes(StandardCharsets.UTF_8);
        assertThat(fetch(file, count)).isEqualTo(1);
        served = null;
        assertThat(fetch(file, count)).isEqualTo(1);

        assertThat(file).hasBinaryContent(good);
        assertThat(Files.readAllLines(ran)).hasSize(1);
        nextList();
        assertThat(fetch(file, "sh", "-c", "exit 7"))
                .as("what the command says counts")
                .isEqualTo(7);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith(".crl"));
        }
    }

    /** On its way somebody may replace it by one of their own, or by one from before. */
    @Test
    void aListThatTheAuthorityHasNotSignedAndAnOlderOneAreNotTaken() throws Exception {
        serve();
        Path file = folder.resolve("ca.crl");
        byte[] first = served;
        nextList();
        byte[] second = served;
        assertThat(fetch(file)).isZero();
        var foreign = new OwnAuthority(AuthorityMother.key(), Optional.empty(), Instant::now);
        Instant now = Instant.now();
        byte[] theirs = Pem.of(
                        "X509 CRL",
                        foreign.revocationList(new RevocationListOrder(99, now, now.plusSeconds(3600), List.of()))
                                .getEncoded())
                .getBytes(StandardCharsets.US_ASCII);

        served = theirs;
        assertThat(fetch(file)).as("of the same name, by another key").isEqualTo(1);
        served = first;
        assertThat(fetch(file)).as("an older one").isEqualTo(1);
        served = concat(theirs, second);
        assertThat(fetch(file)).isZero();

        assertThat(Files.readString(file).strip()).isEqualTo(new String(second, StandardCharsets.US_ASCII).strip());
    }

    @Test
    void aCommandThatFailsIsRepeatedUntilItSucceeds() throws Exception {
        serve();
        Path file = folder.resolve("ca.crl");
        Path broker = folder.resolve("broker");
        String[] reload = {"test", "-e", broker.toString()};

        assertThat(fetch(file, reload)).isEqualTo(1);
        assertThat(fetch(file, reload)).as("the list is the same").isEqualTo(1);
        Files.createFile(broker);
        assertThat(fetch(file, reload)).isZero();
        Files.delete(broker);

        assertThat(fetch(file, reload)).as("nothing is owed").isZero();
    }

    private static byte[] concat(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private static String program() {
        Optional<String> program = Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        // a build server must have it (.ci/run)
        assumeTrue(program.isPresent() || "true".equals(System.getenv("CI")), "mosquitto is not installed");
        return program.orElseThrow(() -> new AssertionError("mosquitto is not installed"));
    }

    private void serve() throws Exception {
        nextList();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ca.crl.pem", exchange -> {
            byte[] content = served;
            exchange.sendResponseHeaders(content == null ? 503 : 200, content == null ? -1 : content.length);
            try (OutputStream out = exchange.getResponseBody()) {
                if (content != null) {
                    out.write(content);
                }
            }
        });
        server.start();
    }

    private void nextList() throws Exception {
        Instant now = Instant.now().minusSeconds(1);
        lists++;
        served = Pem.of(
                        "X509 CRL",
                        authority
                                .revocationList(new RevocationListOrder(lists, now, now.plusSeconds(3600), revoked))
                                .getEncoded())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private int fetch(Path file, String... command) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                "sh",
                ROOT.resolve("certs/fetch_crl.sh").toString(),
                "http://localhost:" + server.getAddress().getPort() + "/ca.crl.pem",
                file.toString()));
        line.addAll(List.of(command));
        Path authorities = Files.writeString(folder.resolve("ca.crt"), Pem.of(key.chain()));
        ProcessBuilder script = new ProcessBuilder(line).redirectErrorStream(true);
        script.environment().put("FETCH_CRL_AUTHORITIES", authorities.toString());
        Process process = script.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(output).isTrue();
        return process.exitValue();
    }

    private void startBroker(String program, Path list) throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        KeyPair pair = RequestMother.ec("secp256r1");
        String csr = RequestMother.withNames("CN=localhost", pair, new GeneralName(GeneralName.dNSName, "localhost"));
        X509Certificate certificate = issue("localhost", Purpose.SERVER, csr);
        Files.writeString(folder.resolve("server.crt"), Pem.of(certificate));
        Files.writeString(
                folder.resolve("server.key"),
                Pem.of("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Path configuration = Files.writeString(
                folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                cafile %2$s/ca.crt
                certfile %2$s/server.crt
                keyfile %2$s/server.key
                crlfile %3$s
                require_certificate true
                use_identity_as_username true
                user %4$s
                """.formatted(port, folder, list, System.getProperty("user.name")));
        Path log = folder.resolve("mosquitto.log");
        broker = new ProcessBuilder(program, "-v", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> Files.readString(log).contains("running"));
    }

    private Identity client(String id) {
        KeyPair pair = RequestMother.ec("secp256r1");
        return new Identity(issue(id, Purpose.of(id), RequestMother.of("CN=" + id, pair)), pair.getPrivate());
    }

    private X509Certificate issue(String id, Purpose purpose, String csr) {
        return authority.issue(CertificateOrder.of(id, purpose, SigningRequest.parse(csr), Duration.ofDays(1)));
    }

    private SSLSocket connect(Identity identity) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("me", identity.key(), new char[0], new Certificate[] {identity.certificate()});
        own.setCertificateEntry("ca", key.certificate());
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, new char[0]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(own);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private boolean comesIn(Identity identity, String id) throws Exception {
        try (SSLSocket socket = connect(identity)) {
            return isAccepted(socket, id);
        }
    }

    /** CONNECT of MQTT 3.1.1 and its answer; a refused certificate ends the connection instead. */
    private static boolean isAccepted(SSLSocket socket, String id) {
        byte[] name = id.getBytes(StandardCharsets.US_ASCII);
        byte[] packet = new byte[14 + name.length];
        byte[] head = {0x10, (byte) (12 + name.length), 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, (byte) name.length};
        System.arraycopy(head, 0, packet, 0, head.length);
        System.arraycopy(name, 0, packet, head.length, name.length);
        try {
            socket.getOutputStream().write(packet);
            InputStream in = socket.getInputStream();
            byte[] answer = in.readNBytes(4);
            return answer.length == 4 && answer[3] == 0;
        } catch (IOException refused) {
            return false;
        }
    }
}
