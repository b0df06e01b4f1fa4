package io.oeesuite.command.commanding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.CommandStatus;

import static io.oeesuite.command.commanding.CommandMother.outcome;
import static io.oeesuite.command.commanding.CommandMother.write;
import static io.oeesuite.contracts.CommandStatus.COMMAND_STATUS_ACCEPTED;
import static io.oeesuite.contracts.CommandStatus.COMMAND_STATUS_APPROVED;
import static io.oeesuite.contracts.CommandStatus.COMMAND_STATUS_CONFIRMED;
import static io.oeesuite.contracts.CommandStatus.COMMAND_STATUS_EXPIRED;
import static io.oeesuite.contracts.CommandStatus.COMMAND_STATUS_REJECTED;
import static io.oeesuite.contracts.CommandStatus.COMMAND_STATUS_SENT;
import static io.oeesuite.contracts.CommandStatus.COMMAND_STATUS_WAITING_FOR_APPROVAL;
import static org.assertj.core.api.Assertions.assertThat;

class CommandBookTest {
    private final CommandBook book = new CommandBook(100);

    @Test
    void theSameLogGivesTheSameBookHoweverItsTopicsInterleave() {
        book.apply(outcome("1", COMMAND_STATUS_SENT));
        book.apply(outcome("1", COMMAND_STATUS_CONFIRMED));
        book.accept(write("1").build(), 0);

        assertThat(status("1")).isEqualTo(COMMAND_STATUS_CONFIRMED);
        assertThat(book.open()).isEmpty();
    }

    @Test
    void outcomesAreKeptUntilTheirCommandHasBeenReadHoweverFarTheyAreAhead() {
        for (int i = 0; i < 50_000; i++) {
            book.apply(outcome("c" + i, COMMAND_STATUS_SENT));
        }

        for (int i = 0; i < 50_000; i++) {
            book.accept(write("c" + i).build(), i);
        }

        assertThat(book.open()).hasSize(50_000).allMatch(CommandRecord::isSent);
    }

    @Test
    void outcomesWhoseCommandIsOlderThanWhatIsReadAreForgotten() {
        long later = Duration.ofHours(2).toMillis();
        book.apply(outcome("stray", COMMAND_STATUS_SENT));
        book.apply(
                outcome("1", COMMAND_STATUS_SENT).toBuilder().setTimeMs(later).build());

        book.accept(write("2").setAcceptedMs(later).build(), 0);

        book.accept(write("1").build(), 1);
        book.accept(write("stray").build(), 2);
        assertThat(status("1")).isEqualTo(COMMAND_STATUS_SENT);
        assertThat(status("stray")).isEqualTo(COMMAND_STATUS_ACCEPTED);
    }

    @Test
    void whatIsToldTwiceChangesNothing() {
        book.accept(write("1").build(), 0);
        book.accept(write("1").setReason("again").build(), 1);
        book.apply(outcome("1", COMMAND_STATUS_SENT));
        book.apply(outcome("1", COMMAND_STATUS_SENT));

        assertThat(book.find("1").orElseThrow().history()).hasSize(1);
        assertThat(book.find("1").orElseThrow().command().getReason()).isEmpty();
    }

    @Test
    void aCommandThatWasSentCannotExpireOrBeRejected() {
        book.accept(write("1").build(), 0);
        book.apply(outcome("1", COMMAND_STATUS_SENT));
        book.apply(outcome("1", COMMAND_STATUS_EXPIRED));
        book.apply(outcome("1", COMMAND_STATUS_REJECTED));

        assertThat(status("1")).isEqualTo(COMMAND_STATUS_SENT);
    }

    @Test
    void watchersSeeARefusedCommandOnceAndNeverAsAccepted() {
        List<CommandStatus> seen = new ArrayList<>();
        book.watch(changed -> seen.add(changed.status()));
        CommandOutcome refusal = outcome("1", COMMAND_STATUS_REJECTED).toBuilder()
                .setRefused(write("1"))
                .build();

        book.apply(refusal);
        book.apply(refusal);

        assertThat(seen).containsExactly(COMMAND_STATUS_REJECTED);
        assertThat(book.find("1").orElseThrow().wasRefused()).isTrue();
        assertThat(book.open()).isEmpty();
    }

    @Test
    void nobodyApprovesAnOwnCommand() {
        book.accept(write("1").setCritical(true).build(), 0);
        assertThat(status("1")).isEqualTo(COMMAND_STATUS_WAITING_FOR_APPROVAL);

        book.apply(outcome("1", COMMAND_STATUS_APPROVED).toBuilder()
                .setActor(" ANNA")
                .build());
        assertThat(status("1")).isEqualTo(COMMAND_STATUS_WAITING_FOR_APPROVAL);

        book.apply(approvedBy("anna"));
        assertThat(status("1")).isEqualTo(COMMAND_STATUS_WAITING_FOR_APPROVAL);

        book.apply(approvedBy("ben"));
        assertThat(status("1")).isEqualTo(COMMAND_STATUS_APPROVED);
    }

    @Test
    void ofTwoPeopleWhoDecideTheFirstCountsButTheHostMayRejectWhatItCannotSend() {
        book.accept(write("1").setCritical(true).build(), 0);
        book.apply(approvedBy("ben"));

        book.apply(outcome("1", COMMAND_STATUS_REJECTED).toBuilder()
                .setActor("eva")
                .build());
        assertThat(status("1")).isEqualTo(COMMAND_STATUS_APPROVED);

        book.apply(outcome("1", COMMAND_STATUS_REJECTED));
        assertThat(status("1")).isEqualTo(COMMAND_STATUS_REJECTED);
    }

    @Test
    void aRefusalIsOnRecordWithoutACommand() {
        book.apply(outcome("1", COMMAND_STATUS_REJECTED).toBuilder()
                .setRefused(write("1"))
                .build());

        assertThat(status("1")).isEqualTo(COMMAND_STATUS_REJECTED);
        assertThat(book.find("1").orElseThrow().wasRefused()).isTrue();
        assertThat(book.open()).isEmpty();
    }

    @Test
    void theOldestThatAreDoneWithAreForgottenAndTheOthersAreNot() {
        book.accept(write("open").build(), 0);
        for (int i = 0; i < 200; i++) {
            book.accept(write("done" + i).build(), i + 1);
            book.apply(outcome("done" + i, COMMAND_STATUS_EXPIRED));
        }

        assertThat(status("open")).isEqualTo(COMMAND_STATUS_ACCEPTED);
        assertThat(book.find("done0")).isEmpty();
        assertThat(book.find("done199")).isPresent();
        assertThat(book.newest(any -> true, 1_000)).hasSizeLessThanOrEqualTo(101);
    }

    @Test
    void watchersSeeWhatIsThereAndEachChange() {
        book.accept(write("1").build(), 0);
        List<CommandStatus> seen = new ArrayList<>();
        book.watchFromNow(
                changed -> seen.add(changed.status()),
                () -> List.of(book.find("1").orElseThrow()));

        book.apply(outcome("1", COMMAND_STATUS_SENT));

        assertThat(seen).containsExactly(COMMAND_STATUS_ACCEPTED, COMMAND_STATUS_SENT);
    }

    private static CommandOutcome approvedBy(String actor) {
        return outcome("1", COMMAND_STATUS_APPROVED).toBuilder().setActor(actor).build();
    }

    private CommandStatus status(String id) {
        return book.find(id).orElseThrow().status();
    }
}
