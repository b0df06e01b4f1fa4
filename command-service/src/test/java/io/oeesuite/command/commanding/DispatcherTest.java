package io.oeesuite.command.commanding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.google.protobuf.InvalidProtocolBufferException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.command.Ingest;
import io.oeesuite.command.MetricMother;
import io.oeesuite.command.plant.PlantStep;
import io.oeesuite.command.plant.Source;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.BirthMetric;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.CommandStatus;
import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;

import static io.oeesuite.command.MetricMother.number;
import static io.oeesuite.command.commanding.CommandMother.outcome;
import static io.oeesuite.command.commanding.CommandMother.write;
import static io.oeesuite.contracts.CommandStatus.COMMAND_STATUS_CONFIRMED;
import static io.oeesuite.contracts.CommandStatus.COMMAND_STATUS_SENT;
import static io.oeesuite.contracts.CommandStatus.COMMAND_STATUS_UNCONFIRMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DispatcherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CommandBook book = new CommandBook(100);
    private final AtomicLong nowMs = new AtomicLong(2_000);
    private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<CommandStatus> writtenWhenSent = new CopyOnWriteArrayList<>();
    private final List<MachineEvent> past = new ArrayList<>();
    private volatile CompletableFuture<Void> toEnd = CompletableFuture.completedFuture(null);
    private volatile CompletableFuture<Void> ownership = CompletableFuture.completedFuture(null);
    private volatile Runnable onceWritten = () -> {};
    private volatile RuntimeException broken;
    private final Dispatcher dispatcher = new Dispatcher(
            book,
            new Outbox(
                    new CommandCheck(id -> Optional.of(source(id)), group -> true, new AllowList(List.of())),
                    new RebirthPace(Duration.ofSeconds(10), 10)),
            new Confirmations(Duration.ofSeconds(10)),
            new OutcomeLog("H", this::producer),
            new FakeReading(),
            new FakeLine(),
            new PresenceWatch(Duration.ZERO),
            () -> ownership,
            () -> Instant.ofEpochMilli(nowMs.get()),
            new CommandMeters(new SimpleMeterRegistry()));

    @AfterEach
    void end() {
        dispatcher.end();
    }

    @Test
    void whatIsSentIsInTheLogBefore() {
        accept("1");

        start();

        await().atMost(PATIENCE).until(() -> sent.size() == 1);
        assertThat(status("1")).isEqualTo(COMMAND_STATUS_SENT);
        assertThat(writtenWhenSent).containsExactly(COMMAND_STATUS_SENT);
        assertThat(dispatcher.problem()).isEmpty();
    }

    @Test
    void nothingIsDecidedBeforePlantAndLogAreReadToTheirEnd() {
        toEnd = new CompletableFuture<>();
        accept("1");

        start();
        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> producers.isEmpty() && sent.isEmpty());
        assertThat(dispatcher.problem()).isPresent();
        toEnd.complete(null);

        await().atMost(PATIENCE).until(() -> sent.size() == 1);
    }

    @Test
    void aWriterThatWasShutOutTakesOverAgainOnceItIsTheHostAndSendsNothingTwice() {
        start();
        await().atMost(PATIENCE).until(() -> dispatcher.problem().isEmpty());
        ownership = CompletableFuture.failedFuture(new IllegalStateException("no answer within 3 s"));
        producers.getFirst().fenceProducer();

        accept("1");
        await().atMost(PATIENCE).until(() -> dispatcher.problem().isPresent());
        await().during(Duration.ofMillis(1_500)).atMost(PATIENCE).until(() -> producers.size() == 1 && sent.isEmpty());
        ownership = CompletableFuture.completedFuture(null);

        await().atMost(PATIENCE).until(() -> sent.size() == 1);
        assertThat(producers).hasSize(2);
        assertThat(dispatcher.problem()).isEmpty();
    }

    @Test
    void aDefectDelaysButDoesNotEndIt() {
        broken = new IllegalStateException("a defect");
        start();
        accept("1");
        await().atMost(PATIENCE)
                .until(() -> dispatcher
                        .problem()
                        .filter(why -> why.contains("a defect"))
                        .isPresent());

        broken = null;

        await().atMost(PATIENCE).until(() -> sent.size() == 1);
    }

    @Test
    void afterAFailedWriteItIsDecidedAnewAndSentOnce() {
        start();
        await().atMost(PATIENCE).until(() -> dispatcher.problem().isEmpty());
        producers.getFirst().commitTransactionException = new KafkaException("timed out");

        accept("1");

        await().atMost(PATIENCE).until(() -> sent.size() == 1);
        await().during(Duration.ofMillis(300)).atMost(PATIENCE).until(() -> sent.size() == 1);
        assertThat(status("1")).isEqualTo(COMMAND_STATUS_SENT);
    }

    @Test
    void aCommandWhoseTimeIsOverWhenItHasBeenWrittenIsKeptBack() {
        onceWritten = () -> nowMs.set(61_000);
        accept("1");

        start();

        await().atMost(PATIENCE).until(() -> status("1") == COMMAND_STATUS_UNCONFIRMED);
        assertThat(sent).isEmpty();
        assertThat(book.find("1").orElseThrow().history().getLast().getDetail())
                .startsWith("not sent: its time was over");
    }

    @Test
    void whoWasStoppedAfterTheWriteAsksWhetherItIsStillTheHost() {
        onceWritten = () -> {
            nowMs.set(42_000);
            ownership = CompletableFuture.failedFuture(new IllegalStateException("another replica is the host"));
        };
        accept("1");

        start();

        await().atMost(PATIENCE).until(() -> status("1") == COMMAND_STATUS_UNCONFIRMED);
        assertThat(sent).isEmpty();
    }

    @Test
    void whatWasSaidBetweenTwoHostsConfirmsThoughItHasChangedSince() {
        accept("1");
        book.apply(outcome("1", COMMAND_STATUS_SENT));
        past.add(said(2_100, number("speed", 120)));
        past.add(said(2_200, number("speed", 80)));

        start();

        await().atMost(PATIENCE).until(() -> status("1") == COMMAND_STATUS_CONFIRMED);
        assertThat(sent).isEmpty();
    }

    @Test
    void whatWasSaidBeforeItWasSentConfirmsNothing() {
        accept("1");
        book.apply(outcome("1", COMMAND_STATUS_SENT));
        past.add(said(1_999, number("speed", 120)));

        start();
        await().atMost(PATIENCE).until(() -> dispatcher.problem().isEmpty());
        nowMs.set(12_000);

        await().atMost(PATIENCE).until(() -> status("1") == COMMAND_STATUS_UNCONFIRMED);
    }

    @Test
    void oneThatHasEndedSaysSo() {
        start();
        await().atMost(PATIENCE).until(() -> dispatcher.problem().isEmpty());

        dispatcher.end();

        assertThat(dispatcher.problem()).isPresent();
    }

    private void start() {
        dispatcher.start();
    }

    private void accept(String id) {
        book.accept(write(id).build(), 0);
        dispatcher.wake();
    }

    private CommandStatus status(String id) {
        return book.find(id).orElseThrow().status();
    }

    private MockProducer<byte[], byte[]> producer() {
        var next = new MockProducer<byte[], byte[]>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public void commitTransaction() {
                super.commitTransaction();
                onceWritten.run();
                onceWritten = () -> {};
            }
        };
        producers.add(next);
        return next;
    }

    private List<CommandStatus> written() {
        return producers.stream()
                .flatMap(each -> each.history().stream())
                .map(entry -> {
                    try {
                        return CommandOutcome.parseFrom(entry.value()).getStatus();
                    } catch (InvalidProtocolBufferException unreadable) {
                        throw new AssertionError(unreadable);
                    }
                })
                .toList();
    }

    private static MachineEvent said(long timeMs, MetricValue metric) {
        return Ingest.event("g", "n", "d", EventKind.EVENT_KIND_DATA, timeMs, List.of(metric));
    }

    private static Source source(SourceId id) {
        var declared = BirthMetric.newBuilder()
                .setName("speed")
                .setDatatype(io.oeesuite.sparkplug.DataType.DOUBLE.code())
                .build();
        return new Source(
                id,
                true,
                0,
                0,
                OptionalInt.empty(),
                List.of(new Source.Metric(declared, MetricMother.number("speed", 1), 0, false)));
    }

    private final class FakeReading implements Dispatcher.Reading {
        @Override
        public CompletableFuture<Void> toEnd() {
            return toEnd;
        }

        @Override
        public boolean retell(Instant since, Duration limit, PlantStep.EventListener to) {
            past.forEach(to::heard);
            return true;
        }
    }

    private final class FakeLine implements Dispatcher.Line {
        @Override
        public boolean canSend() {
            if (broken != null) {
                throw broken;
            }
            return true;
        }

        @Override
        public CompletableFuture<Void> send(SourceId target, CommandMessage message) {
            writtenWhenSent.addAll(written());
            sent.add(message.topic());
            return CompletableFuture.completedFuture(null);
        }
    }
}
