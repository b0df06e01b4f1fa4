package io.oeesuite.systemtests.logins;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.oeesuite.localstack.KeycloakAdmin;
import io.oeesuite.systemtests.demo.OeeScript;
import io.oeesuite.systemtests.suite.PlantScenario;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./oee demo --logins} with a plant of two sites, PLANT01 and PLANT02, a machine each. */
final class GuardedDemo implements AutoCloseable {
    static final String MACHINE_1 = "PLANT01/edge_LOGIN-LINE01/M1";
    static final String MACHINE_2 = "PLANT02/edge_LOGIN-LINE02/M1";

    /** The services with REST, by their names in the demo's variables. */
    static final List<String> SERVICES = List.of("ANALYTICS", "COMMAND", "ALERT", "AUTH");

    private final Path folder;
    private final OeeScript oee;
    private final OeeScript.Outcome started;
    private final Tokens tokens;

    private GuardedDemo(Path folder, OeeScript oee, OeeScript.Outcome started) throws IOException {
        this.folder = folder;
        this.oee = oee;
        this.started = started;
        this.tokens = new Tokens(realm(), properties("keycloak/logins.properties"));
    }

    static GuardedDemo start(Path folder) throws IOException, InterruptedException {
        OeeScript oee = new OeeScript(folder);
        Path scenario = new PlantScenario()
                .line("PLANT01", "edge_LOGIN-LINE01", 1)
                .line("PLANT02", "edge_LOGIN-LINE02", 1)
                .writeTo(folder);
        oee.set("SIMULATOR_SCENARIO", scenario.toString());
        oee.set("SIMULATOR_BACKFILL", "1m");
        OeeScript.Outcome started = oee.run("demo", "--logins", "--detach");
        assertThat(started.code()).as(started.output()).isZero();
        return new GuardedDemo(folder, oee, started);
    }

    /** What it said while starting. */
    String said() {
        return started.output();
    }

    Path folder() {
        return folder;
    }

    Tokens tokens() {
        return tokens;
    }

    /** Without a slash at the end. */
    URI service(String name) {
        return URI.create("http://localhost:" + oee.port(name));
    }

    URI realm() {
        return URI.create("http://localhost:" + oee.port("KEYCLOAK") + "/realms/oee");
    }

    KeycloakAdmin realmAdmin() {
        return new KeycloakAdmin(realm().resolve("/"), "admin", administratorPassword());
    }

    String administratorPassword() {
        return properties("keycloak/secrets.properties").get("administrator");
    }

    String clientSecret(String client) {
        return properties("keycloak/secrets.properties").get(client);
    }

    ProcessHandle process(String name) throws IOException {
        return oee.processes().get(name);
    }

    /** Publishes a record of production; returns when the broker has all of it. */
    OeeScript.Outcome replay(Path record, String node) throws IOException, InterruptedException {
        return oee.run("replay", record.toString(), "--node", node);
    }

    boolean isReady() throws IOException, InterruptedException {
        return oee.run("status").code() == 0;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        oee.run("stop");
    }

    private Map<String, String> properties(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(file))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Map<String, String> map = new java.util.TreeMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }
}
