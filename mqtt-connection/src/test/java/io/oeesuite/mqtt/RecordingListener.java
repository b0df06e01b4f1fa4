package io.oeesuite.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Remembers what happened; acknowledges only when told to. */
class RecordingListener implements ConnectionListener {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Often: some tests wait for each handful of a thousand messages. */
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(5);

    final List<InboundMessage> messages = new CopyOnWriteArrayList<>();
    final List<Boolean> sessionsPresent = new CopyOnWriteArrayList<>();
    final List<ConnectionProblem> losses = new CopyOnWriteArrayList<>();
    final List<ConnectionProblem> problems = new CopyOnWriteArrayList<>();
    final List<String> oversize = new CopyOnWriteArrayList<>();
    private final boolean acknowledging;

    RecordingListener(boolean acknowledging) {
        this.acknowledging = acknowledging;
    }

    static RecordingListener acknowledging() {
        return new RecordingListener(true);
    }

    static RecordingListener silent() {
        return new RecordingListener(false);
    }

    @Override
    public void onMessage(InboundMessage message) {
        messages.add(message);
        if (acknowledging) {
            message.acknowledge();
        }
    }

    @Override
    public void onConnected(BrokerAddress broker, boolean sessionPresent) {
        sessionsPresent.add(sessionPresent);
    }

    @Override
    public void onDisconnected(ConnectionProblem problem) {
        losses.add(problem);
    }

    @Override
    public void onProblem(ConnectionProblem problem) {
        problems.add(problem);
    }

    @Override
    public void onOversize(InboundMessage message) {
        oversize.add(message.topic());
        if (acknowledging) {
            message.acknowledge();
        }
    }

    List<String> texts() {
        return messages.stream()
                .map(message -> new String(message.payload(), StandardCharsets.UTF_8))
                .toList();
    }

    void awaitConnections(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sessionsPresent)
                        .as("connections, problems: %s", problems)
                        .hasSizeGreaterThanOrEqualTo(count));
    }

    void awaitMessages(int count) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK_INTERVAL)
                .untilAsserted(() -> assertThat(messages).hasSizeGreaterThanOrEqualTo(count));
    }

    <T extends ConnectionProblem> T awaitProblem(Class<T> kind) {
        await().atMost(PATIENCE).until(() -> !problems.isEmpty());
        assertThat(problems.getFirst()).isInstanceOf(kind);
        return kind.cast(problems.getFirst());
    }
}
