package io.oeesuite.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A certificate authority with the broker's certificate and those of its clients, made by {@code generate_certs.sh}.
 * What is in the folder already and good is kept.
 */
public final class Certificates {

    private static final String SCRIPT = "generate_certs.sh";
    private static final String PROGRAM = "JdkCertificates.java";
    private static final String LOCALHOST = "DNS:localhost,IP:127.0.0.1";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** A client's certificate and its key, PEM files. */
    public record Identity(Path certificate, Path key) {}

    /** Those in the folder, with the authority and the broker's made if they are missing. */
    public static Certificates in(Path folder) {
        Certificates certificates = new Certificates(folder);
        certificates.make("ca server");
        return certificates;
    }

    /** Those of a whole site, one for every role, and those of these clients. */
    public static Certificates ofSite(Path folder, List<String> clients) {
        Certificates certificates = new Certificates(folder);
        List<String> items = clients.stream().map(client -> "'" + client + "'").toList();
        certificates.script("certs_main " + String.join(" ", items));
        return certificates;
    }

    public Path folder() {
        return folder;
    }

    /** {@code ca.crt}: what a client trusts. */
    public Path authority() {
        return folder.resolve("ca.crt");
    }

    /** The certificate of this client id, made if it is missing. */
    public synchronized Identity client(String clientId) {
        Identity identity = identity(clientId);
        if (!Files.exists(identity.certificate()) || !Files.exists(identity.key())) {
            make("ca 'client:" + clientId + "'");
        }
        return identity;
    }

    /** One of this authority that has expired two days ago. */
    public synchronized Identity expiredClient(String clientId) {
        Path expired = copyOfAuthority("expired");
        expired(expired, "client:" + clientId);
        return new Certificates(expired).identity(clientId);
    }

    /** One that ends in twenty days, so that {@link #renewClient} makes it anew. */
    public synchronized Identity expiringClient(String clientId) {
        return expiringClient(clientId, 20);
    }

    /** One that ends in so many days. */
    public synchronized Identity expiringClient(String clientId, int days) {
        Identity identity = identity(clientId);
        try {
            Files.deleteIfExists(identity.certificate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        program(Map.of(), folder, LOCALHOST, Integer.toString(days), "client:" + clientId);
        return identity;
    }

    /** What the script does from cron: makes the client's certificate anew if it ends within 30 days. */
    public synchronized void renewClient(String clientId) {
        make("ca 'client:" + clientId + "'");
    }

    /** Another authority, whose clients the broker does not know and which did not sign the broker's certificate. */
    public Certificates stranger() {
        return in(folder.resolve("stranger"));
    }

    /**
     * Gives the broker a certificate for other names, as {@code DNS:elsewhere.example}; used from its next start on.
     */
    public synchronized void renameServer(String names) {
        deleteServer();
        program(Map.of(), folder, names, "365", "server");
    }

    /** Gives the broker a certificate that has expired two days ago; used from its next start on. */
    public synchronized void expireServer() {
        deleteServer();
        expired(folder, "server");
    }

    /** Gives the broker a good certificate again; used from its next start on. */
    public synchronized void renewServer() {
        deleteServer();
        make("ca server");
    }

    private Identity identity(String clientId) {
        return new Identity(
                folder.resolve("client_" + clientId + ".crt"), folder.resolve("client_" + clientId + ".key"));
    }

    private void expired(Path target, String item) {
        program(Map.of("certs.start", "-3d"), target, LOCALHOST, "1", item);
    }

    private Path copyOfAuthority(String name) {
        Path copy = folder.resolve(name);
        try {
            Files.createDirectories(copy);
            for (String file : List.of("ca.crt", "ca.key")) {
                if (!Files.exists(copy.resolve(file))) {
                    Files.copy(folder.resolve(file), copy.resolve(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    private void deleteServer() {
        try {
            Files.deleteIfExists(folder.resolve("server.crt"));
            Files.deleteIfExists(folder.resolve("server.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make(String items) {
        script("certs_make " + items);
    }

    private void script(String command) {
        run(List.of("sh", "-c", "set -eu; . ./" + SCRIPT + "; " + command), Map.of("CERTS_DIR", folder.toString()));
    }

    private void program(Map<String, String> properties, Path target, String serverNames, String days, String item) {
        List<String> line = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        properties.forEach((key, value) -> line.add("-D" + key + "=" + value));
        line.addAll(List.of(PROGRAM, target.toString(), serverNames, "3650", days, "0", item));
        run(line, Map.of());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void run(List<String> line, Map<String, String> environment) {
        Path tools = TemporaryFolder.create();
        try {
            for (String tool : List.of(SCRIPT, PROGRAM)) {
                try (InputStream content = Certificates.class.getResourceAsStream("certs/" + tool)) {
                    Files.write(tools.resolve(tool), content.readAllBytes());
                }
            }
            ProcessBuilder builder =
                    new ProcessBuilder(line).directory(tools.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new LocalStackException("Certificates could not be made: " + output.strip());
            }
        } catch (IOException e) {
            throw new LocalStackException("Certificates could not be made: " + e.getMessage(), e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while certificates were made", interrupted);
        } finally {
            TemporaryFolder.delete(tools);
        }
    }
}
