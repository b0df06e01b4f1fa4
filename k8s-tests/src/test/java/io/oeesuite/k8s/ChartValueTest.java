package io.oeesuite.k8s;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChartValueTest {
    @Test
    void aCommentSpeaksOfTheNextKey() {
        List<String> lines = """
                # ── Images ─────

                image:
                  # -- Where they lie,
                  # and more of it
                  repository: ghcr.io/x
                  tag: ""
                # no word to the reader
                plain: 1
                # -- Names
                names: [a]
                """.lines().toList();

        assertThat(ChartValue.of(lines))
                .containsExactly(
                        new ChartValue("Images", "image.repository", "ghcr.io/x", "Where they lie, and more of it"),
                        new ChartValue("Images", "names", "[a]", "Names"));
    }

    @Test
    void theReadmeSaysWhereTheValuesGo() {
        assertThatThrownBy(() -> ChartReadme.of("# Chart\n", List.of())).hasMessageContaining("<!-- values -->");
    }
}
