package io.oeesuite.systemtests.monitoring;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The faults, round by round, and how long each alert took to fire. */
final class Rounds {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Faults faults;
    private final Alarms alarms;
    private final Map<Fault, Long> begun = new EnumMap<>(Fault.class);

    Rounds(Faults faults, Alarms alarms) {
        this.faults = faults;
        this.alarms = alarms;
    }

    static int last() {
        return Arrays.stream(Fault.values()).mapToInt(Fault::round).max().orElseThrow();
    }

    static String names(int round) {
        return faultsOf(round).map(fault -> fault + " " + fault.alerts()).collect(Collectors.joining(", "));
    }

    /** None of its alerts fires before. What an earlier fault has done beside its own is over then. */
    void begin(int round) throws Exception {
        List<String> alerts = Alarms.withoutSlowBurns(alerts(round));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(alarms.firing()).doesNotContainAnyElementsOf(alerts));
        alarms.forget(alerts);
        for (Fault fault : faultsOf(round).toList()) {
            begun.put(fault, System.nanoTime());
            fault.begin(faults);
        }
    }

    void awaitAlerts(int round) {
        alarms.await(alerts(round));
        faultsOf(round).forEach(fault -> fault.alerts().forEach(alert -> System.out.println(told(fault, alert))));
    }

    private String told(Fault fault, String alert) {
        long nanos = alarms.firstOf(alert).orElseThrow() - begun.get(fault);
        return nanos < 0
                ? alert + " fired before " + fault
                : alert + " fired " + Duration.ofNanos(nanos).toSeconds() + " s after " + fault;
    }

    void end(int round) throws Exception {
        for (Fault fault : faultsOf(round).toList()) {
            fault.end(faults);
        }
    }

    private static List<String> alerts(int round) {
        return faultsOf(round).flatMap(fault -> fault.alerts().stream()).toList();
    }

    private static Stream<Fault> faultsOf(int round) {
        return Arrays.stream(Fault.values()).filter(fault -> fault.round() == round);
    }
}
