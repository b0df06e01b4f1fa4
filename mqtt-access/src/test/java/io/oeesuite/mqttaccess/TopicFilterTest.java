package io.oeesuite.mqttaccess;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TopicFilterTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    a/b,   a/b,   true
                    a/b,   a/c,   false
                    a/b,   a,     false
                    a/b,   a/b/c, false
                    a/+,   a/b,   true
                    a/+,   a/+,   true
                    a/+,   a/,    true
                    a/+,   a/#,   false
                    a/+,   a,     false
                    a/+,   a/b/c, false
                    a/#,   a,     true
                    a/#,   a/#,   true
                    a/#,   a/b/+, true
                    a/#,   b/#,   false
                    a/b/#, a/#,   false
                    a/b/#, a/+/c, false
                    +/b,   a/b,   true
                    +/b,   #,     false
                    '#',   a/b,   true
                    '#',   '#',   true
                    '#',   $SYS/a, false
                    +/a,   $SYS/a, false
                    $SYS/#, $SYS/a, true
                    a/+/c, a/b/c, true
                    a/+/c, a/+/+, false
                    """)
    void coversWhatItMatches(String filter, String other, boolean covers) {
        assertThat(TopicFilter.of(filter).covers(TopicFilter.of(other))).isEqualTo(covers);
    }
}
