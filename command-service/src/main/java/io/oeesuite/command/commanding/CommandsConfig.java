package io.oeesuite.command.commanding;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What may be commanded, and how fast: {@code OEE_COMMANDS_*}. */
@ConfigMapping(prefix = "oee.commands")
public interface CommandsConfig {
    /** Which metrics may be written; none unless listed. Rebirths need no entry. */
    List<Allowed> allow();

    /** How long a command that says nothing of it may wait to be sent. */
    @WithDefault("PT1M")
    Duration expiry();

    /** The same for one that waits for approval. */
    @WithDefault("PT15M")
    Duration criticalExpiry();

    /** The longest wait that may be asked for. */
    @WithDefault("P1D")
    Duration longestExpiry();

    /** How long the device's data may take to confirm a command that was sent. */
    @WithDefault("PT10S")
    Duration confirmation();

    /**
     * How long edge nodes may take to come back after the host has come online: until then a command that was accepted waits for an offline target, afterwards it is
     * rejected.
     */
    @WithDefault("PT30S")
    Duration offlineGrace();

    /** Commands per second to one edge node with its devices, over a while; twice as many at once. */
    @WithDefault("20")
    int perSecond();

    /** Least time between two rebirths of one edge node. */
    @WithDefault("PT10S")
    Duration rebirthInterval();

    /** Rebirths per second of all edge nodes together. */
    @WithDefault("10")
    int rebirthsPerSecond();

    /** How far back rebirth requests of ingest-service are read after a start. What waits for its turn does not age. */
    @WithDefault("PT1H")
    Duration rebirthRequestAge();

    /** How far back commands and their outcomes are known after a start. */
    @WithDefault("P7D")
    Duration history();

    /** How many of them are kept in memory, the newest. */
    @WithDefault("20000")
    int historySize();

    /** A permission to write. The first that fits a metric counts. */
    interface Allowed {
        /** {@code *} stands for any characters here and below. */
        @WithDefault("*")
        String group();

        @WithDefault("*")
        String node();

        /** Unset: metrics of the edge node itself. */
        Optional<String> device();

        String metric();

        /** Least number, inclusive. */
        Optional<BigDecimal> min();

        /** Greatest number, inclusive. */
        Optional<BigDecimal> max();

        /** The only values there are, as text. */
        Optional<List<String>> values();

        /** Whether a second person has to approve. */
        @WithDefault("false")
        boolean critical();
    }
}
