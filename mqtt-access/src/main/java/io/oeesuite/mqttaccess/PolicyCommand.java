package io.oeesuite.mqttaccess;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Prints the policy as a broker's file: {@code ./oee policy}. */
public final class PolicyCommand {

    private static final String USAGE = """
            oee policy emqx [SITE…] [HOST_CLIENT_ID…]
                prints acl.conf of EMQX 5.8; HOST_CLIENT_ID, as scada_PRIMARY-HOST, gets its STATE topic written out
            oee policy mosquitto [SITE…] CLIENT_ID… [--group NAME=DEVICE_ID[,DEVICE_ID…]]…
                prints acl_file of Mosquitto 2; an id without the prefix of a role is a registered device
            SITE: --base TOPIC (iotflow), --alert-base TOPIC (oee/v1/alerts), --telemetry-only (edge nodes hear nothing)""";

    private PolicySettings settings = PolicySettings.defaults();
    private final List<String> clients = new ArrayList<>();
    private final Map<String, Set<String>> groups = new HashMap<>();

    private PolicyCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Runs it; 0 when it has printed the file, 2 when it was called wrongly. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            out.print(new PolicyCommand().rendered(new ArrayDeque<>(arguments)));
            return 0;
        } catch (IllegalArgumentException wrong) {
            err.println("oee policy: " + wrong.getMessage());
            err.println(USAGE);
            return 2;
        }
    }

    private String rendered(Deque<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("for which broker, emqx or mosquitto?");
        }
        String broker = words.remove();
        read(words);
        return switch (broker) {
            case "emqx" -> emqx();
            case "mosquitto" -> mosquitto();
            default ->
                throw new IllegalArgumentException("there is no file for " + broker + ", only for emqx and mosquitto");
        };
    }

    private String emqx() {
        if (!groups.isEmpty()) {
            throw new IllegalArgumentException(
                    "EMQX asks auth-service for the groups of devices: --group is Mosquitto's");
        }
        return new EmqxAcl(settings).text(clients);
    }

    private String mosquitto() {
        if (clients.isEmpty()) {
            throw new IllegalArgumentException(
                    "which clients? Mosquitto knows no prefixes, so each has an entry of its own");
        }
        for (String member : groups.keySet()) {
            if (!clients.contains(member)) {
                throw new IllegalArgumentException("the device " + member + " is in a group and not among the clients");
            }
        }
        return new MosquittoAcl(settings)
                .text(clients.stream()
                        .map(id -> ClientAccess.device(id, groups.getOrDefault(id, Set.of())))
                        .toList());
    }

    private void read(Deque<String> words) {
        while (!words.isEmpty()) {
            String word = words.remove();
            switch (word) {
                case "--base" -> settings = settings.withBase(value(word, words));
                case "--alert-base" -> settings = settings.withAlertBase(value(word, words));
                case "--telemetry-only" -> settings = settings.withEdgeSubscriptions(false);
                case "--group" -> group(value(word, words));
                default -> client(word);
            }
        }
    }

    private void client(String word) {
        if (word.startsWith("-")) {
            throw new IllegalArgumentException("there is no option " + word);
        }
        clients.add(word);
    }

    private void group(String group) {
        String[] parts = group.split("=", 2);
        if (parts.length != 2 || parts[1].isEmpty()) {
            throw new IllegalArgumentException("a group is NAME=DEVICE_ID[,DEVICE_ID…], not " + group);
        }
        for (String member : parts[1].split(",", -1)) {
            if (!(ClientId.of(member) instanceof ClientId.OfDevice)) {
                throw new IllegalArgumentException("only devices are in groups, and " + member + " is none");
            }
            groups.computeIfAbsent(member, id -> new TreeSet<>()).add(parts[0]);
        }
    }

    private static String value(String option, Deque<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.remove();
    }
}
