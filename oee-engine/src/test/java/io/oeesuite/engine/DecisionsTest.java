package io.oeesuite.engine;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.kpi.KpiPolicy;
import io.oeesuite.engine.kpi.Kpis;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.CountSlot;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.ledger.LedgerFlag;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.model.BucketRules;
import io.oeesuite.engine.model.IdealCycles;
import io.oeesuite.engine.model.MachineModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

/** The cases that real systems get wrong, one test per rule of docs/oee.md. */
class DecisionsTest {
    private static final long MINUTE_MS = 60_000;

    @Nested
    class Counters {
        @Test
        void aDropFromNearlyFullToNearlyEmptyIsARollover() {
            TestMachine machine = running()
                    .model(MachineModel.DEFAULT.withCounterMax(65_535))
                    .total("08:01", 65_500)
                    .total("08:02", 4);

            assertThat(machine.totals("08:01", "08:02").totalCount()).isEqualTo(40);
            assertThat(machine.tally("08:01", "08:02").flags().has(LedgerFlag.COUNTER_ROLLOVER))
                    .isTrue();
        }

        @Test
        void aPackMlCounterRollsOverAfterTheGreatestInteger() {
            TestMachine machine = running().total("08:01", Integer.MAX_VALUE).total("08:02", 0);

            assertThat(machine.totals("08:01", "08:02").totalCount()).isEqualTo(1);
        }

        @Test
        void anyOtherDropIsAResetThatHasCountedWhatItShows() {
            TestMachine machine = running().total("08:01", 1000).total("08:02", 12);

            assertThat(machine.totals("08:01", "08:02").totalCount()).isEqualTo(12);
            assertThat(machine.tally("08:01", "08:02").flags().has(LedgerFlag.COUNTER_RESET))
                    .isTrue();
        }

        @Test
        void aDropFromNinetyPercentToTenPercentIsTheLastThatIsARollover() {
            MachineModel model = MachineModel.DEFAULT.withCounterMax(1000);

            assertThat(made(model, 900, 100)).isEqualTo(201);
            assertThat(made(model, 899, 100)).isEqualTo(100);
            assertThat(made(model, 900, 101)).isEqualTo(101);
        }

        @Test
        void aCountWasProducedBeforeItsTime() {
            TestMachine machine = running()
                    .product("08:00", "A")
                    .total("08:01", 0)
                    .total("08:02", 10)
                    .product("08:02", "B");

            assertThat(machine.ledger("08:00", "08:05").counts())
                    .extracting(CountSlot::product, CountSlot::total)
                    .containsExactly(tuple("A", 10L));
            assertThat(machine.totals("08:01", "08:02").totalCount()).isEqualTo(10);
            assertThat(machine.totals("08:02", "08:03").totalCount()).isZero();
        }

        @Test
        void birthValuesAreABaselineNeverProduction() {
            TestMachine machine =
                    running().total("08:01", 100).birthCounts("08:10", 150, 0).total("08:11", 160);

            assertThat(machine.totals("08:00", "09:00").totalCount()).isEqualTo(10);
        }

        @Test
        void aBirthThatRepeatsWhatDataSaidTakesNothingAway() {
            TestMachine machine =
                    running().total("08:00:30", 90).total("08:01", 100).birthCounts("08:01", 100, 0);

            assertThat(machine.totals("08:00", "09:00").totalCount()).isEqualTo(10);
        }

        @Test
        void whatIsCountedAfterAGapIsCountedAtArrival() {
            TestMachine machine = gap();

            assertThat(machine.totals("08:19", "08:20").totalCount()).isEqualTo(100);
            assertThat(machine.totals("08:10", "08:19").totalCount()).isZero();
            assertThat(machine.tally("08:19", "08:20").flags().has(LedgerFlag.GAP_COUNT))
                    .isTrue();
        }

        @Test
        void whatIsCountedAfterAGapIsSpreadOverItWhereTheModelSaysSo() {
            TestMachine machine = gap().model(MachineModel.DEFAULT.withGapCountsSpread());

            assertThat(machine.totals("08:10", "08:15").totalCount()).isEqualTo(50);
            assertThat(machine.totals("08:10", "08:20").totalCount()).isEqualTo(100);
        }

        private TestMachine gap() {
            return running()
                    .total("08:10", 0)
                    .death("08:10:30")
                    .birth("08:19:30")
                    .total("08:20", 100);
        }

        private long made(MachineModel model, long before, long after) {
            return running()
                    .model(model)
                    .total("08:01", before)
                    .total("08:02", after)
                    .totals("08:01", "08:02")
                    .totalCount();
        }
    }

    @Nested
    class Conflicts {
        @Test
        void theGreaterOfTwoValuesOfOneInstantWinsAndIsFlagged() {
            TestMachine greaterFirst = running().state("08:10", 9).state("08:10", 4);
            TestMachine greaterLast = running().state("08:10", 4).state("08:10", 9);

            assertThat(greaterFirst.ledger("08:00", "09:00")).isEqualTo(greaterLast.ledger("08:00", "09:00"));
            assertThat(greaterFirst
                            .ledger("08:10", "09:00")
                            .intervals()
                            .getFirst()
                            .state())
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

    @Nested
    class Reachability {
        @Test
        void theLastStateHoldsWhileTheSessionIsAliveAndSilent() {
            assertThat(running().totals("08:00", "20:00").runMs()).isEqualTo(12 * 60 * MINUTE_MS);
        }

        @Test
        void nothingIsKnownFromADeathToTheNextBirth() {
            TestMachine machine = running().death("09:00").birth("09:30");
            Totals totals = machine.totals("08:00", "10:00");

            assertThat(totals.noDataMs()).isEqualTo(30 * MINUTE_MS);
            assertThat(totals.runMs()).isEqualTo(90 * MINUTE_MS);
            assertThat(Kpis.of(totals, KpiPolicy.DEFAULT).availability()).hasValue(1);
            assertThat(Kpis.of(totals, new KpiPolicy(true, false)).availability())
                    .hasValue(0.75);
        }

        @Test
        void dataOfADeadSessionWithAClockAheadDoesNotBringItBack() {
            TestMachine machine = running().death("09:00").total("09:00:00.050", 7);

            assertThat(machine.totals("09:00", "10:00").noDataMs()).isEqualTo(60 * MINUTE_MS);
        }

        @Test
        void aBirthEndsTheDeathBeforeItEvenIfTheEdgeClockIsBehind() {
            TestMachine machine = running().death("09:00").birth("08:59");

            assertThat(machine.totals("09:00", "10:00").noDataMs()).isZero();
        }

        @Test
        void historyToldAfterwardsFillsAnOutage() {
            TestMachine machine = running()
                    .death("09:00")
                    .birth("09:30")
                    .historical(Signal.STATE, "09:10", FactValue.of(9))
                    .historical(Signal.STATE, "09:20", FactValue.of(6));
            Totals totals = machine.totals("09:00", "09:30");

            assertThat(totals.noDataMs()).isEqualTo(10 * MINUTE_MS);
            assertThat(totals.unplannedDownMs()).isEqualTo(10 * MINUTE_MS);
            assertThat(totals.runMs()).isEqualTo(10 * MINUTE_MS);
        }

        @Test
        void anUndefinedStateIsNoData() {
            assertThat(running().state("08:30", 0).totals("08:00", "09:00").noDataMs())
                    .isEqualTo(30 * MINUTE_MS);
        }

        @Test
        void nothingIsKnownBeforeTheFirstFact() {
            assertThat(running().totals("07:00", "09:00").noDataMs()).isEqualTo(60 * MINUTE_MS);
        }
    }

    @Nested
    class Stops {
        @Test
        void aStopStrictlyShorterThanTheThresholdIsMinor() {
            assertThat(stop("08:01:59.999").minorStopMs()).isEqualTo(119_999);
            assertThat(stop("08:02").unplannedDownMs()).isEqualTo(120_000);
        }

        @Test
        void theReasonMayChangeWithinOneStop() {
            Totals totals = running()
                    .state("08:10", 9)
                    .reason("08:11", "3")
                    .reason("08:12", "4")
                    .state("08:13", 6)
                    .totals("08:00", "09:00");

            assertThat(totals.unplannedDownMs()).isEqualTo(3 * MINUTE_MS);
            assertThat(totals.minorStopMs()).isZero();
        }

        @Test
        void aStopIsJudgedAsAWholeWhateverThePeriodAskedFor() {
            TestMachine machine = running().state("08:09", 9).state("08:12", 6);

            assertThat(machine.totals("08:11", "08:12").unplannedDownMs()).isEqualTo(MINUTE_MS);
        }

        @Test
        void aPartHasTheBeginningOfItsWholeStop() {
            TestMachine machine =
                    running().state("08:10", 9).reason("08:11", "3").state("08:13", 6);

            assertThat(new LedgerBuilder(machine.store(), machine.models())
                            .wholeIntervals(
                                    new TimeRange(TestMachine.ms("08:11"), TestMachine.ms("08:12")),
                                    TestMachine.ms("09:00")))
                    .filteredOn(interval -> interval.stopFromMs().isPresent())
                    .extracting(
                            LedgerInterval::reason,
                            interval -> interval.stopFromMs().orElseThrow())
                    .containsExactly(tuple("", TestMachine.ms("08:10")), tuple("3", TestMachine.ms("08:10")));
        }

        private Totals stop(String until) {
            return running().state("08:00", 9).state(until, 6).totals("08:00", "09:00");
        }
    }

    @Nested
    class Mapping {
        @Test
        void everyPackMlStateHasItsBucket() {
            for (int state : List.of(1, 2, 5, 7, 8, 9, 10, 11, 12, 13, 14)) {
                assertThat(bucket(state, "O1")).as("state %d", state).isEqualTo(LedgerBucket.UNPLANNED_DOWN);
                assertThat(bucket(state, "")).as("state %d", state).isEqualTo(LedgerBucket.UNPLANNED_DOWN);
            }
            for (int state : List.of(3, 4, 15, 16, 17)) {
                assertThat(bucket(state, "O1")).as("state %d", state).isEqualTo(LedgerBucket.UNPLANNED_DOWN);
                assertThat(bucket(state, "")).as("state %d", state).isEqualTo(LedgerBucket.PLANNED_DOWN);
            }
            assertThat(bucket(6, "")).isEqualTo(LedgerBucket.RUN);
            assertThat(bucket(0, "O1")).isEqualTo(LedgerBucket.NO_DATA);
        }

        @Test
        void aNumberThatIsNoStateIsNoData() {
            assertThat(new TestMachine()
                            .fact(Observation.of(Signal.STATE, TestMachine.ms("08:00"), FactValue.of((1L << 32) + 6)))
                            .totals("08:00", "09:00")
                            .noDataMs())
                    .isEqualTo(60 * MINUTE_MS);
            assertThat(bucket(99, "O1")).isEqualTo(LedgerBucket.NO_DATA);
        }

        @Test
        void aMachineThatNeverSaidAnOrderAlwaysHasOne() {
            TestMachine machine = new TestMachine().state("08:00", 4);

            assertThat(machine.totals("08:00", "09:00").unplannedDownMs()).isEqualTo(60 * MINUTE_MS);
        }

        @Test
        void maintenanceIsPlannedAndManualIsSetUp() {
            Totals totals =
                    running().mode("08:10", 2).mode("08:20", 3).mode("08:30", 1).totals("08:00", "09:00");

            assertThat(totals.plannedDownMs()).isEqualTo(10 * MINUTE_MS);
            assertThat(totals.setupMs()).isEqualTo(10 * MINUTE_MS);
        }

        @Test
        void aReasonMakesAStopPlannedOrSetUp() {
            Totals totals = running()
                    .model(MachineModel.DEFAULT.withRules(new BucketRules(
                            Map.of(),
                            Map.of(),
                            Map.of("lunch", LedgerBucket.PLANNED_DOWN, "changeover", LedgerBucket.SETUP),
                            LedgerBucket.PLANNED_DOWN)))
                    .state("08:10", 2)
                    .reason("08:10", "lunch")
                    .reason("08:20", "changeover")
                    .reason("08:30", "jam")
                    .totals("08:00", "08:40");

            assertThat(totals.plannedDownMs()).isEqualTo(10 * MINUTE_MS);
            assertThat(totals.setupMs()).isEqualTo(10 * MINUTE_MS);
            assertThat(totals.unplannedDownMs()).isEqualTo(10 * MINUTE_MS);
        }

        @Test
        void aVendorsOwnNumbersAreConfigured() {
            Totals totals = new TestMachine()
                    .model(MachineModel.DEFAULT.withRules(new BucketRules(
                            Map.of(4, LedgerBucket.RUN, 99, LedgerBucket.SETUP),
                            Map.of(),
                            Map.of(),
                            LedgerBucket.PLANNED_DOWN)))
                    .state("08:00", 4)
                    .order("08:00", "")
                    .state("08:30", 99)
                    .totals("08:00", "09:00");

            assertThat(totals.runMs()).isEqualTo(30 * MINUTE_MS);
            assertThat(totals.setupMs()).isEqualTo(30 * MINUTE_MS);
        }

        private LedgerBucket bucket(int state, String order) {
            return new TestMachine()
                    .state("08:00", state)
                    .order("08:00", order)
                    .ledger("08:00", "12:00")
                    .intervals()
                    .getFirst()
                    .bucket();
        }
    }

    @Nested
    class Ideals {
        @Test
        void aChangeoverSumsIdealTimesQuantityOverTheProducts() {
            TestMachine machine = running()
                    .model(MachineModel.DEFAULT.withIdeals(new IdealCycles(Map.of("A", 1000.0, "B", 3000.0))))
                    .product("08:00", "A")
                    .total("08:00:10", 0)
                    .defects("08:00:10", 0)
                    .total("08:30", 900)
                    .defects("08:30", 90)
                    .product("08:30", "B")
                    .total("09:00", 1200);
            Kpis kpis = machine.kpis("08:00", "09:00");

            assertThat(machine.totals("08:00", "09:00").idealTotalMs()).isEqualTo(900_000 + 900_000);
            assertThat(kpis.quality().orElseThrow()).isCloseTo(1 - 90.0 / 1800, within(1e-12));
            assertThat(kpis.oee().orElseThrow()).isCloseTo(1710.0 / 3600, within(1e-12));
        }

        @Test
        void withoutAnIdealThereIsNoPerformanceAndNoOeeButAnAvailability() {
            TestMachine machine =
                    new TestMachine().state("08:00", 6).total("08:00:10", 0).total("09:00", 100);

            assertThat(machine.kpis("08:00", "09:00").performance()).isEmpty();
            assertThat(machine.kpis("08:00", "09:00").oee()).isEmpty();
            assertThat(machine.kpis("08:00", "09:00").availability()).hasValue(1);
            assertThat(machine.tally("08:00", "09:00").flags().has(LedgerFlag.IDEAL_MISSING))
                    .isTrue();
        }

        @Test
        void aDesignSpeedOfZeroIsNone() {
            TestMachine machine =
                    running().designSpeed("08:00:05", 0).total("08:00:10", 0).total("09:00", 100);

            assertThat(machine.kpis("08:00", "09:00").oee()).isEmpty();
        }

        @Test
        void aDesignSpeedThatMakesNoSenseIsNone() {
            for (double speed : new double[] {Double.MIN_VALUE, 1e-9, Double.MAX_VALUE}) {
                TestMachine machine = running()
                        .designSpeed("08:00:05", speed)
                        .total("08:00:10", 0)
                        .total("09:00", 100);

                assertThat(machine.kpis("08:00", "09:00").quality().orElse(1)).isEqualTo(1);
                assertThat(machine.kpis("08:00", "09:00").oee().orElse(0)).isLessThan(1e-9);
            }
        }

        @Test
        void theDesignSpeedInForceJustBeforeTheCountIsTheIdeal() {
            TestMachine machine = running()
                    .total("08:00:10", 0)
                    .total("08:10", 10)
                    .designSpeed("08:10", 30)
                    .total("08:20", 20);

            assertThat(machine.totals("08:00", "08:10").idealTotalMs()).isEqualTo(10_000);
            assertThat(machine.totals("08:10", "08:20").idealTotalMs()).isEqualTo(20_000);
        }

        @Test
        void aPerformanceAboveOneIsKeptAndFlagged() {
            TestMachine machine = running().total("08:00:10", 0).total("08:01", 90);

            assertThat(machine.kpis("08:00", "08:01").performance()).hasValue(1.5);
            assertThat(machine.tally("08:00", "08:01").flags().has(LedgerFlag.PERFORMANCE_OVER_1))
                    .isTrue();
        }

        @Test
        void moreRejectsThanItemsAreKeptAndFlagged() {
            TestMachine machine = running()
                    .total("08:00:10", 0)
                    .defects("08:00:10", 0)
                    .total("08:01", 1)
                    .defects("08:01", 3);

            assertThat(machine.totals("08:00", "08:01").goodCount()).isEqualTo(-2);
            assertThat(machine.tally("08:00", "08:01").flags().has(LedgerFlag.REJECTS_OVER_TOTAL))
                    .isTrue();
        }

        @Test
        void rejectsMadeDuringSetUpAreStartUpYield() {
            TestMachine machine = running()
                    .defects("08:00:10", 0)
                    .total("08:00:10", 0)
                    .mode("08:10", 3)
                    .total("08:15", 5)
                    .defects("08:15", 5)
                    .mode("08:20", 1)
                    .total("08:30", 105)
                    .defects("08:30", 7);
            Totals totals = machine.totals("08:00", "09:00");

            assertThat(totals.idealStartupMs()).isEqualTo(5_000);
            assertThat(totals.idealTotalMs() - totals.idealGoodMs()).isEqualTo(7_000);
        }
    }

    @Nested
    class Models {
        @Test
        void aModelHoldsFromItsTimeOn() {
            TestMachine machine = running()
                    .model(MachineModel.DEFAULT
                            .validFrom(TestMachine.ms("08:30"))
                            .withRules(new BucketRules(
                                    Map.of(6, LedgerBucket.SETUP), Map.of(), Map.of(), LedgerBucket.PLANNED_DOWN)));
            Totals totals = machine.totals("08:00", "09:00");

            assertThat(totals.runMs()).isEqualTo(30 * MINUTE_MS);
            assertThat(totals.setupMs()).isEqualTo(30 * MINUTE_MS);
        }
    }

    private static TestMachine running() {
        return new TestMachine().birth("08:00").state("08:00", 6).designSpeed("08:00", 60);
    }
}
