package io.oeesuite.ingest.session.stream;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class StoredStateTest {
    private static final long LAST = 1_800_000_010_000L;
    private static final StoredOrigin FIRST =
            StoredOrigin.newBuilder().setAppendTimeMs(LAST - 10_000).build();
    private static final StoredOrigin LATEST =
            StoredOrigin.newBuilder().setAppendTimeMs(LAST).build();

    static Stream<StoredNode.Builder> nodes() {
        return Stream.of(
                born(StoredSession.newBuilder().setBirth(LATEST)),
                born(StoredSession.newBuilder().setBirth(FIRST).setEnd(LATEST)),
                born(StoredSession.newBuilder().setBirth(FIRST)).setLastRebirthMs(LAST),
                born(StoredSession.newBuilder().setBirth(FIRST))
                        .setUnmatchedDeath(StoredDeath.newBuilder().setOrigin(LATEST)),
                born(StoredSession.newBuilder().setBirth(FIRST))
                        .setPrevious(StoredPreviousSession.newBuilder().setOverAppendMs(LAST)));
    }

    private static StoredNode.Builder born(StoredSession.Builder session) {
        return StoredNode.newBuilder().setSession(session);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void theLogHasReachedWhateverIsRemembered(StoredNode.Builder node) {
        assertThat(StoredState.reachedMs(node.build())).isEqualTo(LAST);
    }
}
