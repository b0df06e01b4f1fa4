package io.oeesuite.auth.protection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.oeesuite.auth.protection.Limits.Admission;

import static org.assertj.core.api.Assertions.assertThat;

class LimitsTest {
    private static final String HERE = "192.0.2.1";
    private static final String PROXY = "192.0.2.200";

    private final Time time = new Time();
    private final Limits limits = new Limits(new Few(), Set.of(Address.of(PROXY)), time, time::nanos);

    @Test
    void aPairIsLockedForLongerAndLonger() {
        fail("pump-1", HERE, 3);

        assertThat(admit("pump-1", HERE))
                .isEqualTo(new Admission.LockedOut(time.instant().plusSeconds(60)));
        assertThat(admit("pump-1", "192.0.2.2")).isInstanceOf(Admission.Admitted.class);
        assertThat(admit("pump-2", HERE)).isInstanceOf(Admission.Admitted.class);

        time.pass(Duration.ofSeconds(60));
        assertThat(admit("pump-1", HERE)).isInstanceOf(Admission.Admitted.class);
        fail("pump-1", HERE, 3);
        assertThat(admit("pump-1", HERE))
                .isEqualTo(new Admission.LockedOut(time.instant().plusSeconds(120)));

        time.pass(Duration.ofSeconds(120));
        fail("pump-1", HERE, 3);
        assertThat(admit("pump-1", HERE))
                .isEqualTo(new Admission.LockedOut(time.instant().plusSeconds(200)));

        time.pass(Duration.ofSeconds(401));
        fail("pump-1", HERE, 3);
        assertThat(admit("pump-1", HERE))
                .isEqualTo(new Admission.LockedOut(time.instant().plusSeconds(60)));
    }

    @Test
    void oldFailuresAndThoseBeforeASuccessDoNotCount() {
        fail("pump-1", HERE, 2);
        time.pass(Duration.ofSeconds(301));
        fail("pump-1", HERE, 2);
        limits.succeeded(attempt("pump-1", HERE));
        fail("pump-1", HERE, 2);

        assertThat(limits.locked()).isEmpty();
    }

    @Test
    void anAddressIsLockedWhateverItGuessesAtAndASuccessDoesNotHelpIt() {
        for (int i = 0; i < 9; i++) {
            fail("pump-" + i, HERE, 1);
        }
        limits.succeeded(attempt("own", HERE));
        assertThat(admit("pump-77", HERE)).isInstanceOf(Admission.Admitted.class);
        fail("", HERE, 1);

        assertThat(admit("pump-77", HERE)).isInstanceOf(Admission.LockedOut.class);
        assertThat(admit("pump-77", "192.0.2.2")).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aSharedAddressIsNotLockedAsAWhole() {
        for (int i = 0; i < 50; i++) {
            fail("pump-" + i, PROXY, 1);
        }

        assertThat(admit("pump-77", PROXY)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aClientThatIsGuessedAtFromEverywhereStillComesInFromWhereItWas() {
        limits.succeeded(attempt("pump-1", "192.0.2.99"));
        for (int i = 0; i < 20; i++) {
            fail("pump-1", "198.51.100." + i, 1);
        }

        assertThat(admit("pump-1", "192.0.2.98")).isInstanceOf(Admission.LockedOut.class);
        assertThat(admit("pump-1", "192.0.2.99")).isInstanceOf(Admission.Admitted.class);
        assertThat(admit("pump-2", "192.0.2.98")).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void whoHasACertificateIsNeverLockedOut() {
        for (int i = 0; i < 100; i++) {
            fail("edge_1", HERE, 1);
        }
        assertThat(admit("edge_1", HERE)).isInstanceOf(Admission.LockedOut.class);

        var withCertificate = new Attempt("edge_1", Address.of(HERE), "edge_1");
        assertThat(limits.admit(withCertificate)).isInstanceOf(Admission.Admitted.class);
        for (int i = 0; i < 100; i++) {
            assertThat(limits.failed(withCertificate)).isEmpty();
        }
    }

    @Test
    void connectionsAreCountedPerClientAndPerAddress() {
        for (int i = 0; i < 4; i++) {
            assertThat(admit("pump-1", HERE)).isInstanceOf(Admission.Admitted.class);
        }
        assertThat(admit("pump-1", HERE)).isInstanceOf(Admission.TooFast.class);
        assertThat(admit("pump-2", HERE)).isInstanceOf(Admission.Admitted.class);
        time.pass(Duration.ofSeconds(1));
        assertThat(admit("pump-1", HERE)).isInstanceOf(Admission.Admitted.class);
        assertThat(admit("pump-1", HERE)).isInstanceOf(Admission.TooFast.class);

        var withCertificate = new Attempt("pump-1", Address.of(HERE), "pump-1");
        for (int i = 0; i < 4; i++) {
            assertThat(limits.admit(withCertificate)).isInstanceOf(Admission.Admitted.class);
        }
        assertThat(limits.admit(withCertificate)).isInstanceOf(Admission.TooFast.class);
    }

    @Test
    void anAddressThatOpensTooManyIsSlowedDown() {
        int admitted = 0;
        for (int i = 0; i < 200; i++) {
            admitted += admit("pump-" + i, HERE) instanceof Admission.Admitted ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(30);
    }

    @Test
    void manyMadeUpNamesTakeBoundedMemoryAndEndNoLockOut() {
        fail("pump-1", HERE, 3);
        for (int i = 0; i < 200_000; i++) {
            Attempt flood = attempt("made-up-" + i, (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255) + ".7");
            limits.admit(flood);
            limits.failed(flood);
        }

        assertThat(limits.sizes().values()).allMatch(size -> size <= 1_000);
        assertThat(admit("pump-1", HERE)).isInstanceOf(Admission.LockedOut.class);
    }

    @Test
    void somebodyEndsALockOut() {
        fail("pump-1", HERE, 3);
        var pair = new Target.Pair("pump-1", HERE);

        assertThat(limits.locked()).extracting(Limits.NewLock::target).containsExactly(pair);
        assertThat(limits.isLocked(pair)).isTrue();
        limits.unlock(pair);
        assertThat(limits.isLocked(pair)).isFalse();
        assertThat(admit("pump-1", HERE)).isInstanceOf(Admission.Admitted.class);
    }

    private Admission admit(String clientId, String address) {
        return limits.admit(attempt(clientId, address));
    }

    private void fail(String clientId, String address, int times) {
        for (int i = 0; i < times; i++) {
            limits.failed(attempt(clientId, address));
        }
    }

    private static Attempt attempt(String clientId, String address) {
        return new Attempt(clientId, Address.of(address), "");
    }

    /** Passes when it is told to. */
    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        long nanos() {
            return Duration.between(Instant.EPOCH, now).toNanos();
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final class Few implements ProtectionConfig {
        @Override
        public int failuresOfPair() {
            return 3;
        }

        @Override
        public int failuresOfAddress() {
            return 10;
        }

        @Override
        public int failuresOfClient() {
            return 20;
        }

        @Override
        public Duration window() {
            return Duration.ofSeconds(300);
        }

        @Override
        public Duration firstLock() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Duration longestLock() {
            return Duration.ofSeconds(200);
        }

        @Override
        public double clientRate() {
            return 1;
        }

        @Override
        public int clientBurst() {
            return 4;
        }

        @Override
        public double addressRate() {
            return 10;
        }

        @Override
        public int addressBurst() {
            return 30;
        }

        @Override
        public Optional<Set<String>> sharedAddresses() {
            return Optional.empty();
        }

        @Override
        public int watched() {
            return 1_000;
        }
    }
}
