package io.oeesuite.command.host;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WhereaboutsTest {
    private final Whereabouts<String> whereabouts = new Whereabouts<>();

    @ParameterizedTest
    @ValueSource(strings = {"NBIRTH/N", "NDATA/N", "DBIRTH/N/D", "DDATA/N/D"})
    void anEdgeNodeIsWhereItSpokeLast(String words) {
        whereabouts.heard("one", "spBv1.0/G/NBIRTH/N");

        whereabouts.heard("other", "spBv1.0/G/" + words);

        assertThat(whereabouts.of("G", "N")).contains("other");
        assertThat(whereabouts.of("G", "M")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"G/NCMD/N", "G/DCMD/N/D", "G/NDEATH/N", "G/DDEATH/N/D", "STATE/G/N", "STATE/G", "G"})
    void whatOthersSayDoesNotCount(String words) {
        whereabouts.heard("one", "spBv1.0/G/NBIRTH/N");

        whereabouts.heard("other", "spBv1.0/" + words);

        assertThat(whereabouts.of("G", "N")).contains("one");
    }

    @Test
    void nobodyIsAnywhereBeforeItSpoke() {
        assertThat(whereabouts.of("G", "N")).isEmpty();
    }
}
