package io.oeesuite.alert.decide;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who is called when; {@code application.properties} says which variable sets which. */
@ConfigMapping(prefix = "oee.alert")
public interface DecideConfig {
    /** By name. Without any, everything is told over every channel. */
    Map<String, RouteConfig> routes();

    /** How long after it has told of an equipment and rule a route tells nothing new about them, where it says nothing else. */
    @WithDefault("PT5M")
    Duration cooldown();

    /** How long incidents that are over are remembered. */
    @WithDefault("P30D")
    Duration memory();

    /** How old an alert may be to be acted on at once. */
    @WithDefault("PT1H")
    Duration freshness();

    /** Time zone of routes that name none. */
    @WithDefault("UTC")
    String timeZone();

    /** Tells replicas apart; the same after a restart. */
    @WithDefault("alert-sender-0")
    String instanceId();

    /** Kafka Streams' application id, and the beginning of the channels' consumer groups. */
    @WithDefault("oee-alert-sender")
    String applicationId();

    /** Where Kafka Streams notes what it has read; each replica needs a folder of its own. */
    Path stateDir();

    /** How often decisions become visible. */
    @WithDefault("PT0.2S")
    Duration commitInterval();

    /** One route. */
    interface RouteConfig {
        /** {@code group[/node[/device]]}, {@code *} for any level; none for the whole plant. */
        Optional<List<String>> equipment();

        /** Names of rules; none for all. */
        Optional<Set<String>> rules();

        /** The least severity: info, warning or critical. */
        @WithDefault("info")
        String severity();

        /** On which days it calls, as MONDAY; none for every day. */
        Optional<Set<DayOfWeek>> days();

        /** Local time from which it calls. */
        Optional<LocalTime> from();

        /** Local time until which it calls; not later than {@code from}: on the next day. */
        Optional<LocalTime> to();

        /** IANA time zone of these. */
        Optional<String> timeZone();

        List<String> channels();

        Optional<Duration> cooldown();

        /** After how long without an acknowledgement it escalates. */
        Optional<Duration> escalateAfter();

        /** Channels that are called then; none for the same again. */
        Optional<List<String>> escalateTo();

        /** How often it escalates. */
        @WithDefault("1")
        int escalateTimes();
    }
}
