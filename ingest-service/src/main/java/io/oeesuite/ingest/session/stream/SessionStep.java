package io.oeesuite.ingest.session.stream;

import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.ingest.ChosenSteps;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.ServiceStep;
import io.quarkus.runtime.Quarkus;
import io.smallrye.common.annotation.Identifier;

/** Wires the {@link SessionStreams} into the service. */
@ApplicationScoped
@Priority(20)
class SessionStep implements ServiceStep {
    private static final Logger LOG = Logger.getLogger(SessionStep.class);

    /** Exit code, EX_SOFTWARE of sysexits.h. */
    private static final int FAILED = 70;

    private final ChosenSteps chosen;
    private final SessionConfig config;
    private final Map<String, Object> kafka;
    private final String jsonBase;
    private final MeterRegistry registry;
    private volatile Optional<SessionStreams> streams = Optional.empty();

    SessionStep(
            ChosenSteps chosen,
            SessionConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "oee.json.base-topic", defaultValue = "iotflow") String jsonBase,
            MeterRegistry registry) {
        this.chosen = chosen;
        this.config = config;
        this.kafka = kafka;
        this.jsonBase = jsonBase;
        this.registry = registry;
    }

    @Override
    public boolean isWanted() {
        return chosen.has(ChosenSteps.SESSION);
    }

    @Override
    public void checkSettings() {
        try {
            SessionStreams.rules(config);
        } catch (IllegalArgumentException unsound) {
            throw new InvalidSettings("session: " + unsound.getMessage());
        }
        requireAtLeast(1, "duplicate-memory", config.duplicateMemory());
        requireAtLeast(1, "nodes-in-memory", config.nodesInMemory());
        requireAtLeast(1, "threads", config.threads());
        requireAtLeast(0, "standby-replicas", config.standbyReplicas());
        requireAtLeast(1, "replication", config.replication());
    }

    private static void requireAtLeast(int least, String name, int number) {
        if (number < least) {
            throw new InvalidSettings("oee.session." + name + " is " + number + ", it must be at least " + least);
        }
    }

    @Override
    public void start() {
        SessionStreams started = new SessionStreams(kafka, config, jsonBase, registry, () -> Quarkus.asyncExit(FAILED));
        streams = Optional.of(started);
        started.start();
        LOG.infof(
                "Session step: kafka=%s application=%s instance=%s stateDir=%s reorderTimeout=%s rebirthInterval=%s",
                kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG),
                config.applicationId(),
                config.instanceId(),
                config.stateDir().toAbsolutePath(),
                config.reorderTimeout(),
                config.rebirthInterval());
    }

    @Override
    public void stop() {
        streams.ifPresent(SessionStreams::close);
    }

    /** Empty before the start. */
    Optional<State> state() {
        return streams.map(SessionStreams::state);
    }

    @Override
    public String title() {
        return "the session step";
    }
}
