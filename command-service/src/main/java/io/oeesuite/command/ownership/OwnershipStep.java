package io.oeesuite.command.ownership;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.command.host.HostConfig;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.ServiceStep;
import io.quarkus.arc.All;

/** Wires {@link Ownership} into the service. Last to start, when all else is ready to be the host, and first to stop. */
@ApplicationScoped
@Priority(10)
public class OwnershipStep implements ServiceStep {
    /** Kafka's {@code group.min.session.timeout.ms}. */
    private static final Duration SHORTEST_SESSION = Duration.ofSeconds(6);

    private final KafkaClients kafka;
    private final HostConfig config;
    private final List<Ownership.Duty> duties;
    private volatile Optional<Ownership> ownership = Optional.empty();

    OwnershipStep(KafkaClients kafka, HostConfig config, @All List<Ownership.Duty> duties) {
        this.kafka = kafka;
        this.config = config;
        this.duties = duties;
    }

    @Override
    public void checkSettings() {
        if (config.sessionTimeout().compareTo(SHORTEST_SESSION) < 0) {
            throw new InvalidSettings("OEE_HOST_SESSION_TIMEOUT: must be 6 s or more, not " + config.sessionTimeout()
                    + ": Kafka refuses less.");
        }
    }

    @Override
    public void start() {
        var started =
                new Ownership(kafka, "command-service." + config.id(), config.sessionTimeout(), new AllDuties(duties));
        ownership = Optional.of(started);
        started.start();
    }

    @Override
    public void stop() {
        ownership.ifPresent(Ownership::close);
    }

    /** Whether this replica believes to be the host. */
    public boolean isHeld() {
        return ownership.filter(Ownership::isHeld).isPresent();
    }

    /** See {@link Ownership#isMember}. */
    public boolean isDecided() {
        return ownership.filter(Ownership::isMember).isPresent();
    }

    /** See {@link Ownership#check}. */
    public CompletableFuture<Void> check() {
        return ownership
                .map(Ownership::check)
                .orElseGet(() ->
                        CompletableFuture.failedFuture(new IllegalStateException("this replica has not started")));
    }

    @Override
    public String title() {
        return "the choice of the host among replicas";
    }

    /** Begins them in their order and ends them in reverse. */
    private record AllDuties(List<Ownership.Duty> duties) implements Ownership.Duty {
        @Override
        public void begin() {
            duties.forEach(Ownership.Duty::begin);
        }

        @Override
        public void end() {
            duties.reversed().forEach(Ownership.Duty::end);
        }

        @Override
        public void abandon() {
            duties.reversed().forEach(Ownership.Duty::abandon);
        }
    }
}
