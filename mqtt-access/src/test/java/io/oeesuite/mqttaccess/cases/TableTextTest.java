package io.oeesuite.mqttaccess.cases;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableTextTest {

    @Test
    void choicesAreExpanded() {
        assertThat(TableText.expand("a")).containsExactly("a");
        assertThat(TableText.expand("a/{b,c}/d")).containsExactly("a/b/d", "a/c/d");
        assertThat(TableText.expand("{a,b}{c,d}")).containsExactly("ac", "ad", "bc", "bd");
        assertThat(TableText.expand("{a,}b")).containsExactly("ab", "b");
    }

    @Test
    void bracesWithoutAChoiceStay() {
        assertThat(TableText.expand("{id}/${x}/\\u{61*3}")).containsExactly("{id}/${x}/\\u{61*3}");
        assertThat(TableText.expand("a/{b,${c}}/{d}")).containsExactly("a/b/{d}", "a/${c}/{d}");
    }

    @Test
    void charactersAreGivenByNumber() {
        assertThat(TableText.unescape("a\\u{e4}\\u{62*3}\\u{1f600}\\u{24}")).isEqualTo("aäbbb😀$");
        assertThat(TableText.unescape("\"\"")).isEmpty();
    }
}
