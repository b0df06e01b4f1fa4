package io.oeesuite.localstack;

import java.util.List;
import java.util.stream.Stream;

/** How much of the machine the servers take. */
enum ServerSize {
    /** Quick to start and small: tests and the demo. */
    SMALL(
            List.of("-XX:TieredStopAtLevel=1", "-Xms64m", "-Xmx320m"),
            List.of("-XX:TieredStopAtLevel=1", "-Xmx320m"),
            List.of("-XX:TieredStopAtLevel=1", "-Xmx256m")),
    /** Fast when warm: benchmarks. */
    FAST(List.of("-Xms512m", "-Xmx1g"), List.of("-Xms256m", "-Xmx1g"), List.of("-Xmx512m"));

    private final List<String> kafka;
    private final List<String> broker;
    private final List<String> keycloak;

    ServerSize(List<String> kafka, List<String> broker, List<String> keycloak) {
        this.kafka = withCommon(kafka);
        this.broker = withCommon(broker);
        this.keycloak = withCommon(keycloak);
    }

    List<String> kafka() {
        return kafka;
    }

    List<String> broker() {
        return broker;
    }

    List<String> keycloak() {
        return keycloak;
    }

    private static List<String> withCommon(List<String> options) {
        return Stream.concat(
                        Stream.of(
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Duser.timezone=UTC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"),
                        options.stream())
                .toList();
    }
}
