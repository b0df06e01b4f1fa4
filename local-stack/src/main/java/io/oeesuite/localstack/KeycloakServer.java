package io.oeesuite.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Keycloak with the realm of {@code deploy/keycloak}, which is imported at the first start; people are added by {@link KeycloakAdmin}. */
final class KeycloakServer extends JavaServer {

    /** Of the realm, with a secret each. */
    static final List<String> CLIENTS =
            List.of("oee-analytics", "oee-command", "oee-alert", "oee-auth", "oee-reporting");

    static final String MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(300);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
    private static final String ADMINISTRATOR = "admin";
    private static final String REALM_FILE = "oee-realm.json";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path home;
    private final int port;
    private final KeycloakBuild build;
    private final KeycloakSecrets secrets;

    KeycloakServer(Path folder, int port, Path log, ServerSize size) {
        Path home = folder.resolve("home").toAbsolutePath();
        KeycloakBuild build = KeycloakBuild.of(ServerFiles.of("keycloak"));
        KeycloakSecrets secrets = KeycloakSecrets.in(folder.resolve("secrets.properties"));
        super(new JavaProcess.Command(
                "Keycloak",
                List.of(build.program()),
                MAIN,
                Stream.concat(size.keycloak().stream(), options(home).stream()).toList(),
                List.of(
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--cache=local",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname=" + url(port)),
                environment(secrets),
                log));
        this.home = home;
        this.port = port;
        this.build = build;
        this.secrets = secrets;
    }

    /** Of the JVM, as its own start script gives them. */
    static List<String> options(Path home) {
        return List.of(
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                // on one host it is sent the session cookies of all services
                "-Dquarkus.http.limits.max-header-size=64K",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED");
    }

    /** The address of the realm. */
    String realm() {
        return url() + "/realms/oee";
    }

    String clientSecret(String client) {
        String secret = secrets.clients().get(client);
        if (secret == null) {
            throw new IllegalArgumentException("The realm has no client " + client + ", only " + CLIENTS);
        }
        return secret;
    }

    KeycloakAdmin admin() {
        return new KeycloakAdmin(URI.create(url()), ADMINISTRATOR, secrets.administrator());
    }

    @Override
    protected void prepare() {
        build.make(log());
        prepareHome();
    }

    @Override
    protected void awaitAnswer(JavaProcess process) {
        process.awaitUntil(this::answers, LIMIT, LOOK_INTERVAL);
    }

    private String url() {
        return url(port);
    }

    private static String url(int port) {
        return "http://localhost:" + port;
    }

    /** What the realm's file leaves to its environment. The addresses are only those of the usual ports: {@link KeycloakAdmin#serve} puts them right. */
    private static Map<String, String> environment(KeycloakSecrets secrets) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.administrator());
        secrets.clients().forEach((client, secret) -> environment.put(variable(client) + "_CLIENT_SECRET", secret));
        environment.put("OEE_ANALYTICS_URL", "http://localhost:8080");
        environment.put("OEE_COMMAND_URL", "http://localhost:8081");
        environment.put("OEE_AUTH_URL", "http://localhost:8082");
        environment.put("OEE_ALERT_URL", "http://localhost:8084");
        return environment;
    }

    private static String variable(String client) {
        return client.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The program is that of the build; the data and the realm's file are this folder's own. */
    private void prepareHome() {
        Path imported = home.resolve("data").resolve("import");
        try (InputStream realm = KeycloakServer.class.getResourceAsStream(REALM_FILE)) {
            Files.createDirectories(imported);
            Files.copy(realm, imported.resolve(REALM_FILE), StandardCopyOption.REPLACE_EXISTING);
            for (String part : List.of("conf", "lib", "providers", "themes")) {
                Path link = home.resolve(part);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, build.home().resolve(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/realms/oee/.well-known/openid-configuration"))
                .timeout(ANSWER_LIMIT)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
