package io.oeesuite.simulator.nodes;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.oeesuite.simulator.link.LinkState;
import io.oeesuite.simulator.link.NodeStatus;

/** Ready when every node that should be connected is: data flows, or waits for the primary host only. */
@Readiness
@ApplicationScoped
class NodesReadiness implements HealthCheck {

    private static final long PATIENCE_SECONDS = 2;

    private final Nodes nodes;

    NodesReadiness(Nodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("edge nodes").up();
        Optional<String> problem = Optional.empty();
        for (RunningNode node : nodes.all()) {
            Optional<NodeStatus> status = status(node);
            answer.withData(
                    node.node().id().toString(),
                    status.map(NodesReadiness::text).orElse("busy"));
            if (status.isEmpty() || status.get().state() == LinkState.CONNECTING) {
                answer.down();
                problem = problem.or(() -> status.flatMap(NodeStatus::problem)
                        .map(why -> node.node().id() + ": " + why));
            }
        }
        problem.ifPresent(first -> answer.withData("problem", first));
        return answer.build();
    }

    private static String text(NodeStatus status) {
        return status.problem()
                .filter(problem -> status.state() == LinkState.CONNECTING)
                .orElse(status.state().toString());
    }

    private static Optional<NodeStatus> status(RunningNode node) {
        return node.node()
                .status()
                .thenApply(Optional::of)
                .toCompletableFuture()
                .completeOnTimeout(Optional.empty(), PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
