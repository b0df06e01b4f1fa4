package io.oeesuite.localstack.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.localstack.KeycloakAdmin;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.localstack.LocalStackException;
import io.oeesuite.localstack.Server;
import io.oeesuite.localstack.ServersSideBySide;
import io.oeesuite.localstack.StackOptions;
import io.oeesuite.localstack.StackPorts;

/**
 * One run of the demo, from the first check to the last process. Whatever ends this process (a Ctrl-C, a signal, an
 * error) ends the services first and the servers after them.
 */
final class Demo {

    private static final String INGEST = "ingest-service";
    private static final String ANALYTICS = "oee-analytics-service";
    private static final String ALERTS = "alert-sender";
    private static final String COMMAND = "command-service";
    private static final String AUTH = "auth-service";
    private static final String SIMULATOR = "edge-simulator";

    /** Short, so that whoever looks at the demo sees an alert. */
    private static final Map<String, String> ALERT_LIMITS =
            Map.of("OEE_ALERT_DOWN_LIMIT", "15S", "OEE_ALERT_NO_DATA_LIMIT", "30S", "OEE_ALERT_COOLDOWN", "1M");

    /** The plant tells as much of its past as the board shows, and keeps its data while nobody stores it. */
    private static final Map<String, String> PLANT =
            Map.of("SIMULATOR_BACKFILL", "8h", "SPARKPLUG_HOST_ID", "PRIMARY-HOST");

    private final DemoFolder folder;
    private final DemoOptions options;
    private final DemoPorts ports;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final RunFile runFile;
    private final Plant plant;
    private final Instant begun = Instant.now();
    private final List<DemoService> services = new ArrayList<>();
    private Optional<LocalStack> stack = Optional.empty();
    private Optional<Supervisor> supervisor = Optional.empty();
    private boolean ended;

    Demo(DemoFolder folder, DemoOptions options, Map<String, String> environment, PrintStream out) {
        this.folder = folder;
        this.options = options;
        this.environment = environment;
        this.out = out;
        this.ports = DemoPorts.from(name -> Optional.ofNullable(environment.get(name)));
        this.runFile = RunFile.of(folder);
        this.plant = Plant.of(folder, environment);
    }

    /**
     * Starts everything, says where it is, and stays until this process is told to end.
     *
     * @throws LocalStackException with one clear line when something cannot be started or does not stay up
     */
    void run() throws InterruptedException {
        Optional<ExternalBroker> external = check();
        try {
            runChecked(external);
        } catch (LocalStackException failed) {
            if (isEnded()) {
                // it failed because it was ended; who ended it does the rest
                new CountDownLatch(1).await();
            }
            throw failed;
        }
    }

    private void runChecked(Optional<ExternalBroker> external) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "demo-end"));
        runFile.begin();
        if (options.fresh()) {
            folder.wipe();
        }
        folder.shelveLogs();
        runFile.broker(external.isPresent() ? OptionalInt.empty() : OptionalInt.of(ports.mqtt()));
        Certificates.ofSite(folder.certificates(), plant.clients());
        say("Starting " + (external.isPresent() ? "" : "the MQTT broker, ")
                + (options.logins() ? "Kafka, PostgreSQL and Keycloak" : "Kafka and PostgreSQL"));
        LocalStack servers = startServers();
        Optional<DemoPeople> people = options.logins() ? Optional.of(letIn(servers.keycloakAdmin())) : Optional.empty();
        BrokerAccess broker = external.<BrokerAccess>map(own -> own).orElseGet(() -> new LocalBroker(servers));
        addServices(servers, broker);
        say("Starting " + String.join(", ", services.stream().map(Server::name).toList()));
        ServersSideBySide.start(services, this::startService);
        Supervisor watch = new Supervisor(everything(servers), Duration.ofSeconds(1), this::say, this::remember);
        synchronized (this) {
            supervisor = Optional.of(watch);
        }
        out.print(WhereTable.of(folder, ports, broker, options));
        out.print(people.map(this::howToLogIn)
                .orElse(
                        "Nobody has to log in: whoever is on this machine may see and do everything, and nobody else can."
                                + " With logins: ./oee demo --logins\n\n"));
        runFile.ready();
        say("Ready after " + Duration.between(begun, Instant.now()).toSeconds() + " s. "
                + (options.detach() ? "./oee stop ends it." : "Ctrl-C ends it."));
        watch.watch();
    }

    private Optional<ExternalBroker> check() {
        runFile.supervisor().ifPresent(running -> {
            throw new LocalStackException("The demo is running already (process " + running.pid()
                    + "): ./oee status shows it, ./oee stop ends it");
        });
        Preflight.requirePackaged(folder, wanted());
        Preflight.requirePorts(ports.needed(options));
        Preflight.requireMemory(Preflight.availableMegabytes(), environment);
        if (!options.externalBroker()) {
            return Optional.empty();
        }
        ExternalBroker broker = new ExternalBroker(environment, plant.edgeNodes());
        broker.requireReachable();
        return Optional.of(broker);
    }

    private List<String> wanted() {
        List<String> wanted = new ArrayList<>(List.of(INGEST, ANALYTICS, ALERTS, COMMAND, AUTH));
        if (!options.empty()) {
            wanted.add(SIMULATOR);
        }
        return wanted;
    }

    private LocalStack startServers() {
        StackOptions wanted = LocalStack.options()
                .kafka()
                .postgres()
                .directory(folder.local())
                .ports(new StackPorts(
                        ports.kafka(), ports.postgres(), ports.mqtt(), 0, ports.webSocket(), ports.keycloak()));
        if (!options.externalBroker()) {
            wanted = wanted.webSocketListener();
        }
        if (options.logins()) {
            wanted = wanted.keycloak();
        }
        LocalStack servers = LocalStack.prepare(wanted);
        synchronized (this) {
            requireNotEnded();
            stack = Optional.of(servers);
        }
        servers.startAll();
        servers.servers().forEach(this::remember);
        return servers;
    }

    private void addServices(LocalStack servers, BrokerAccess broker) {
        Map<String, String> ingest = new HashMap<>(servers.environment());
        ingest.putAll(broker.environment("analytics_INGEST-0"));
        add(new DemoService(INGEST, ports.ingest(), "256m", ingest, folder, this::say));
        Map<String, String> analytics = new HashMap<>(servers.environment());
        analytics.putAll(broker.environment("analytics_OEE-PROCESSOR"));
        analytics.putAll(defaults(ALERT_LIMITS));
        analytics.putAll(logins(servers, "oee-analytics"));
        add(new DemoService(ANALYTICS, ports.board(), "384m", analytics, folder, this::say));
        Map<String, String> alerts = new HashMap<>(servers.environment());
        alerts.putAll(broker.environment("alert_SENDER"));
        alerts.putAll(defaults(ALERT_LIMITS));
        alerts.putAll(logins(servers, "oee-alert"));
        add(new DemoService(ALERTS, ports.alert(), "192m", alerts, folder, this::say));
        Map<String, String> command = new HashMap<>(servers.environment());
        command.putAll(broker.environment("scada_PRIMARY-HOST"));
        command.putAll(DemoCommands.allowed(options.logins()));
        command.putAll(logins(servers, "oee-command"));
        add(new DemoService(COMMAND, ports.command(), "192m", command, folder, this::say));
        Map<String, String> auth = new HashMap<>(servers.environment());
        auth.putAll(broker.environment("auth_SERVICE"));
        auth.put("OEE_CA_CERTFILE", folder.certificates().resolve("ca.crt").toString());
        auth.put("OEE_CA_KEYFILE", folder.certificates().resolve("ca.key").toString());
        auth.putAll(logins(servers, "oee-auth"));
        add(new DemoService(AUTH, ports.auth(), "192m", auth, folder, this::say));
        if (options.empty()) {
            return;
        }
        Map<String, String> simulator = new HashMap<>(broker.environmentOfMany());
        Path data = folder.state(SIMULATOR);
        simulator.put("SIMULATOR_DATA_DIR", data.toString());
        simulator.putAll(defaults(PLANT));
        add(new DemoService(SIMULATOR, ports.simulator(), "192m", simulator, folder, this::say));
    }

    private Map<String, String> logins(LocalStack servers, String client) {
        return options.logins() ? servers.oidcEnvironment(client) : Map.of();
    }

    private DemoPeople letIn(KeycloakAdmin realm) {
        Map.of(
                        "oee-analytics", ports.board(),
                        "oee-command", ports.command(),
                        "oee-alert", ports.alert(),
                        "oee-auth", ports.auth())
                .forEach((client, port) ->
                        realm.serve(client, List.of("http://localhost:" + port, "http://127.0.0.1:" + port)));
        DemoPeople people = DemoPeople.of(folder);
        people.addTo(realm);
        return people;
    }

    private String howToLogIn(DemoPeople people) {
        return people.table() + "\nThe passwords are also in " + folder.shown(people.file()) + "\n\n";
    }

    /** Those of the environment go first. */
    private Map<String, String> defaults(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.replaceAll(environment::getOrDefault);
        return all;
    }

    private synchronized void add(DemoService service) {
        requireNotEnded();
        services.add(service);
    }

    private void startService(DemoService service) {
        service.start();
        remember(service);
        say(service.name() + " is ready");
    }

    private void remember(Server server) {
        Optional<String> health = server instanceof DemoService service
                ? Optional.of(service.health().toString())
                : Optional.empty();
        synchronized (runFile) {
            runFile.add(server.name(), server.pid(), health);
        }
    }

    private List<Server> everything(LocalStack servers) {
        List<Server> everything = new ArrayList<>(servers.servers());
        everything.addAll(services);
        return everything;
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private void requireNotEnded() {
        if (isEnded()) {
            throw new LocalStackException("Ended while starting");
        }
    }

    private void end() {
        synchronized (this) {
            ended = true;
        }
        say("Ending");
        supervisor.ifPresent(Supervisor::end);
        // who speaks falls silent before who listens
        services.reversed().forEach(service -> {
            if (service.name().equals(SIMULATOR)) {
                service.stop();
            }
        });
        ServersSideBySide.each(services, Server::stop);
        stack.ifPresent(LocalStack::close);
        runFile.end();
        say("Ended");
    }

    private void say(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
