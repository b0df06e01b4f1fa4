package io.oeesuite.localstack.demo;

import java.util.List;
import java.util.Set;

import io.oeesuite.localstack.LocalStackException;

/**
 * What was asked for on the command line.
 *
 * @param empty without the simulated plant
 * @param detach in the background
 * @param fresh without the data of earlier starts
 * @param logins with Keycloak and people who can log in
 * @param externalBroker with the broker that the {@code MQTT_*} variables name
 */
record DemoOptions(boolean empty, boolean detach, boolean fresh, boolean logins, boolean externalBroker) {

    private static final Set<String> KNOWN = Set.of("--empty", "--detach", "--fresh", "--logins", "--external-broker");

    /** @throws LocalStackException naming an option there is not */
    static DemoOptions parse(List<String> arguments) {
        arguments.stream()
                .filter(argument -> !KNOWN.contains(argument))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new LocalStackException("There is no option " + unknown
                            + ". Usage: ./oee demo [--empty] [--detach] [--fresh] [--logins] [--external-broker]");
                });
        return new DemoOptions(
                arguments.contains("--empty"),
                arguments.contains("--detach"),
                arguments.contains("--fresh"),
                arguments.contains("--logins"),
                arguments.contains("--external-broker"));
    }
}
