package io.oeesuite.engine;

import org.junit.jupiter.api.Test;

import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.ledger.LedgerFlag;

import static io.oeesuite.engine.TestMachine.running;
import static org.assertj.core.api.Assertions.assertThat;

/** The same fact twice, and two facts for one instant. One test per rule of docs/oee.md. */
class ConflictDecisionsTest {
    @Test
    void theGreaterOfTwoValuesOfOneInstantWinsAndIsFlagged() {
        TestMachine greaterFirst = running().state("08:10", 9).state("08:10", 4);
        TestMachine greaterLast = running().state("08:10", 4).state("08:10", 9);

        assertThat(greaterFirst.ledger("08:00", "09:00")).isEqualTo(greaterLast.ledger("08:00", "09:00"));
        assertThat(greaterFirst.ledger("08:10", "09:00").intervals().getFirst().state())
                .hasValue(9);
        assertThat(greaterFirst.tally("08:10", "08:11").flags().has(LedgerFlag.CONFLICT))
                .isTrue();
    }

    @Test
    void aDuplicateChangesNothing() {
        TestMachine once = running().total("08:01", 0).total("08:02", 5).state("08:03", 9);
        TestMachine twice = running().total("08:01", 0);
        once.facts().forEach(twice::fact);
        once.facts().forEach(twice::fact);

        assertThat(twice.ledger("08:00", "09:00")).isEqualTo(once.ledger("08:00", "09:00"));
        assertThat(twice.tally("08:00", "09:00").flags().has(LedgerFlag.CONFLICT))
                .isFalse();
    }

    @Test
    void aSkewedClockIsFlagged() {
        TestMachine machine = running()
                .fact(Observation.of(Signal.STATE, TestMachine.ms("08:10"), FactValue.of(9))
                        .asSkewed());

        assertThat(machine.tally("08:10", "08:11").flags().has(LedgerFlag.CLOCK_SKEW))
                .isTrue();
        assertThat(machine.tally("08:11", "08:12").flags().isEmpty()).isTrue();
    }
}
