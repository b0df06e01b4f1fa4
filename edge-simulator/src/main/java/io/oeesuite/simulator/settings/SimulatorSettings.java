package io.oeesuite.simulator.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The SIMULATOR_* settings. */
@ConfigMapping(prefix = "simulator")
public interface SimulatorSettings {

    /** `default`, `none`, or the path of a YAML file. */
    @WithDefault("default")
    String scenario();

    /** Where outboxes and bdSeq are kept. */
    @WithDefault(".local/simulator")
    Path dataDir();

    /** How much of the past the plant tells when it starts: at most this much, and nothing twice. */
    @WithDefault("0s")
    Duration backfill();

    /** How much faster than in reality the machines work; timestamps stay real. */
    @WithDefault("1")
    double timeScale();

    /** Takes the place of the scenario's seed. */
    Optional<Long> seed();

    /** A folder with ca.crt, client_ID.crt and client_ID.key of every edge node. */
    Optional<Path> certsDir();

    /** Readings that an outbox keeps at most; beyond, the oldest are given up. */
    @WithDefault("1000000")
    long queueLimit();

    /** The first level of the topics of JSON devices. */
    @WithDefault("iotflow")
    String jsonBase();

    /** Whether the scenario's JSON devices are played. */
    @WithDefault("false")
    boolean jsonDevices();
}
