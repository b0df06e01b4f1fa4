package io.oeesuite.command.commanding;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.command.MetricMother;
import io.oeesuite.command.host.Glob;
import io.oeesuite.command.plant.Source;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.BirthMetric;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.CommandPriority;
import io.oeesuite.contracts.CommandStatus;
import io.oeesuite.sparkplug.DataType;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class CommandDeskTest {
    private static final SourceId ONE = SourceId.ofNode("g", "one");
    private static final SourceId TWO = SourceId.ofNode("g", "two");

    private final CommandBook book = new CommandBook(1_000);
    private final Map<SourceId, Source> plant = new LinkedHashMap<>();
    private final FakeLog log = new FakeLog();
    private final FakeKnown known = new FakeKnown();
    private final CommandDesk desk = new CommandDesk(
            known,
            log,
            new SmallRyeConfigBuilder()
                    .withMapping(CommandsConfig.class)
                    .build()
                    .getConfigMapping(CommandsConfig.class),
            Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC));

    @BeforeEach
    void twoNodes() {
        plant.put(ONE, source(ONE, true));
        plant.put(TWO, source(TWO, true));
    }

    @Test
    void nothingIsTakenBeforePlantAndLogAreKnown() {
        String waiting = accepted(desk.submit(write("one", "mode", 1, "k1")));
        known.complete = false;

        assertThat(desk.submit(write("one", "speed", 1, "k2"))).isInstanceOf(CommandDesk.Answer.Unavailable.class);
        assertThat(desk.decide(waiting, true, "ben", "")).isEqualTo(CommandDesk.Decision.UNAVAILABLE);
        assertThat(log.commands).hasSize(1);
    }

    @Test
    void theSameKeyIsTheSameCommandAndNoOther() {
        String first = accepted(desk.submit(write("one", "speed", 1, "k")));

        assertThat(accepted(desk.submit(write("one", "speed", 1, "k")))).isEqualTo(first);
        assertThat(desk.submit(write("one", "speed", 2, "k"))).isInstanceOf(CommandDesk.Answer.KeyTaken.class);
        assertThat(desk.submit(write("two", "speed", 1, "k"))).isInstanceOf(CommandDesk.Answer.KeyTaken.class);
        assertThat(desk.submit(write(null, "speed", 1, "k"))).isInstanceOf(CommandDesk.Answer.KeyTaken.class);
        assertThat(log.commands).hasSize(1);
    }

    @Test
    void theKeyOfAGroupIsNoKeyForOneOfIt() {
        accepted(desk.submit(write(null, "speed", 1, "k")));

        assertThat(desk.submit(write("one", "speed", 1, "k"))).isInstanceOf(CommandDesk.Answer.KeyTaken.class);
        assertThat(desk.submit(write(null, "speed", 2, "k"))).isInstanceOf(CommandDesk.Answer.KeyTaken.class);
        assertThat(desk.submit(write(null, "speed", 1, "k"))).isInstanceOf(CommandDesk.Answer.Accepted.class);
        assertThat(log.commands).hasSize(2);
    }

    @Test
    void eachGroupHasKeysOfItsOwn() {
        SourceId elsewhere = SourceId.ofNode("h", "one");
        plant.put(elsewhere, source(elsewhere, true));
        String here = accepted(desk.submit(write("one", "speed", 1, "k")));

        String there = accepted(desk.submit(write("h", "one", "speed", 2, "k")));

        assertThat(there).isNotEqualTo(here);
        assertThat(desk.submit(write("h", "one", "speed", 1, "k"))).isInstanceOf(CommandDesk.Answer.KeyTaken.class);
        assertThat(log.commands).hasSize(2);
    }

    @Test
    void whatTheLogHasFromBeforeGroupsHadKeysOfTheirOwnIsNotTakenTwice() {
        String before =
                UUID.nameUUIDFromBytes("k".getBytes(StandardCharsets.UTF_8)).toString();
        accepted(desk.submit(write("one", "speed", 1, "another")));
        book.accept(log.commands.getFirst().toBuilder().setId(before).build(), 7);

        assertThat(accepted(desk.submit(write("one", "speed", 1, "k")))).isEqualTo(before);
        assertThat(desk.submit(write("one", "speed", 2, "k"))).isInstanceOf(CommandDesk.Answer.KeyTaken.class);
        assertThat(log.commands).hasSize(1);
        SourceId elsewhere = SourceId.ofNode("h", "one");
        plant.put(elsewhere, source(elsewhere, true));
        assertThat(accepted(desk.submit(write("h", "one", "speed", 2, "k")))).isNotEqualTo(before);
    }

    @Test
    void whatAGroupWasToldBeforeIsNotToldTwiceEither() {
        String before =
                UUID.nameUUIDFromBytes("k".getBytes(StandardCharsets.UTF_8)).toString();
        accepted(desk.submit(write(null, "speed", 1, "another")));
        for (Command part : List.copyOf(log.commands)) {
            book.accept(
                    part.toBuilder()
                            .setId("part of " + before + part.getNode())
                            .setPartOf(before)
                            .build(),
                    7);
        }

        assertThat(accepted(desk.submit(write(null, "speed", 1, "k")))).isEqualTo(before);
        assertThat(log.commands).hasSize(2);
    }

    @Test
    void anOrderForAnotherSiteLooksLikeOneForNothingAndIsOnRecord() {
        assertThat(desk.refuseOfAnotherSite(write("one", "speed", 1, "k")))
                .isEqualTo(new CommandDesk.Answer.Refused(new CommandProblem.UnknownTarget("g/one")));

        assertThat(book.newest(CommandRecord::wasRefused, 10)).singleElement().satisfies(refused -> {
            assertThat(refused.target()).isEqualTo(ONE);
            assertThat(refused.command().getActor()).isEqualTo("anna");
            assertThat(refused.history().getFirst().getProblem()).isEqualTo("unknown-target");
        });
        assertThat(log.commands).isEmpty();
    }

    @Test
    void whoAsksForOtherSitesWithoutEndDoesNotFillTheRecord() {
        for (int i = 0; i < 1_000; i++) {
            desk.refuseOfAnotherSite(write("one", "speed", 1, "k"));
        }

        assertThat(problemsOnRecord(1_000)).hasSize(40).containsOnly("unknown-target");
    }

    @Test
    void aGroupWhoseWriteFailsIsWrittenWholeTheNextTime() {
        log.broken = true;
        assertThat(desk.submit(write(null, "speed", 1, "k"))).isInstanceOf(CommandDesk.Answer.Unavailable.class);
        log.broken = false;

        String whole = accepted(desk.submit(write(null, "speed", 1, "k")));

        assertThat(book.parts(whole)).extracting(CommandRecord::target).containsExactly(ONE, TWO);
    }

    @Test
    void aGroupIsToldWhoIsLeftOutAndThatIsOnRecord() {
        plant.put(TWO, source(TWO, false));

        assertThat(desk.submit(write(null, "speed", 1, "k")))
                .isInstanceOfSatisfying(CommandDesk.Answer.Accepted.class, answer -> {
                    assertThat(answer.refusals())
                            .containsExactly(
                                    new CommandDesk.Refusal(TWO, new CommandProblem.TargetOffline("g/two", 0)));
                    assertThat(book.parts(answer.id()))
                            .extracting(CommandRecord::target)
                            .containsExactly(ONE);
                });
        assertThat(problemsOnRecord()).containsExactly("target-offline");
    }

    @Test
    void aGroupWithNobodyToCommandIsOnRecordToo() {
        assertThat(desk.submit(write(null, "none", 1, "k")))
                .isInstanceOfSatisfying(
                        CommandDesk.Answer.Refused.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(CommandProblem.NothingToCommand.class));
        assertThat(problemsOnRecord()).containsExactly("nothing-to-command");
    }

    @Test
    void aDecisionThatComesSecondIsToldSo() {
        String id = accepted(desk.submit(write("one", "mode", 1, "k")));
        log.beforeDecision = mine -> {
            log.beforeDecision = another -> {};
            assertThat(desk.decide(id, true, "eva", "")).isEqualTo(CommandDesk.Decision.DONE);
        };

        assertThat(desk.decide(id, false, "ben", "")).isEqualTo(CommandDesk.Decision.NOT_WAITING);

        assertThat(book.find(id).orElseThrow().status()).isEqualTo(CommandStatus.COMMAND_STATUS_APPROVED);
    }

    @Test
    void nobodyApprovesAnOwnCommandButMayTakeItBack() {
        String id = accepted(desk.submit(write("one", "mode", 1, "k")));

        assertThat(desk.decide(id, true, "anna", "")).isEqualTo(CommandDesk.Decision.OWN_COMMAND);
        assertThat(desk.decide(id, false, "anna", "")).isEqualTo(CommandDesk.Decision.DONE);
        assertThat(desk.decide(id, false, "anna", "")).isEqualTo(CommandDesk.Decision.NOT_WAITING);
        assertThat(desk.decide("no such", true, "ben", "")).isEqualTo(CommandDesk.Decision.UNKNOWN_COMMAND);
    }

    private List<String> problemsOnRecord() {
        return problemsOnRecord(10);
    }

    private List<String> problemsOnRecord(int most) {
        return book.newest(CommandRecord::wasRefused, most).stream()
                .map(refused -> refused.history().getFirst().getProblem())
                .toList();
    }

    private static String accepted(CommandDesk.Answer answer) {
        assertThat(answer).isInstanceOf(CommandDesk.Answer.Accepted.class);
        return ((CommandDesk.Answer.Accepted) answer).id();
    }

    /** @param node null: the group */
    private static Order write(String node, String metric, int value, String key) {
        return write("g", node, metric, value, key);
    }

    private static Order write(String group, String node, String metric, int value, String key) {
        return new Order(
                CommandKind.COMMAND_KIND_WRITE,
                group,
                Optional.ofNullable(node),
                Optional.empty(),
                List.of(new CommandCheck.Wish(metric, new GivenValue.Number(BigDecimal.valueOf(value)))),
                "anna",
                "",
                Optional.empty(),
                CommandPriority.COMMAND_PRIORITY_NORMAL,
                Optional.of(key));
    }

    private static Source source(SourceId id, boolean online) {
        return new Source(
                id,
                online,
                0,
                0,
                OptionalInt.empty(),
                List.of("speed", "mode").stream()
                        .map(name -> new Source.Metric(
                                BirthMetric.newBuilder()
                                        .setName(name)
                                        .setDatatype(DataType.DOUBLE.code())
                                        .build(),
                                MetricMother.number(name, 1),
                                0,
                                !online))
                        .toList());
    }

    private static AllowRule rule(String metric, boolean critical) {
        return new AllowRule(
                new Glob("*"),
                new Glob("*"),
                Optional.empty(),
                new Glob(metric),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                critical);
    }

    private final class FakeKnown implements Known {
        private boolean complete = true;

        @Override
        public boolean isComplete() {
            return complete;
        }

        @Override
        public CommandBook book() {
            return book;
        }

        @Override
        public CommandCheck check() {
            return new CommandCheck(
                    id -> Optional.ofNullable(plant.get(id)),
                    group -> true,
                    new AllowList(List.of(rule("speed", false), rule("mode", true))));
        }

        @Override
        public List<Source> sources() {
            return List.copyOf(plant.values());
        }

        @Override
        public String hostId() {
            return "H";
        }
    }

    /** What is written is read at once. */
    private final class FakeLog implements CommandWriter {
        private final List<Command> commands = new ArrayList<>();
        private boolean broken;
        private Consumer<CommandOutcome> beforeDecision = decision -> {};

        @Override
        public CompletableFuture<Void> write(Command command) {
            book.accept(command, commands.size());
            commands.add(command);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> write(CommandOutcome decision) {
            beforeDecision.accept(decision);
            book.apply(decision);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void writeTogether(List<Command> parts) {
            if (broken) {
                throw new KafkaException("no answer");
            }
            parts.forEach(this::write);
        }
    }
}
