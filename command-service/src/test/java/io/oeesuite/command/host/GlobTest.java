package io.oeesuite.command.host;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GlobTest {
    @Test
    void aStarIsAnythingAndAllElseIsItself() {
        assertThat(new Glob("*").matches("")).isTrue();
        assertThat(new Glob("PLANT*").matches("PLANT01")).isTrue();
        assertThat(new Glob("PLANT*").matches("OTHER-PLANT01")).isFalse();
        assertThat(new Glob("Command/*Speed").matches("Command/Mach/Speed")).isTrue();
        assertThat(new Glob("a.c").matches("abc")).isFalse();
        assertThat(new Glob("a.c").matches("a.c")).isTrue();
        assertThat(new Glob("a").matches("ab")).isFalse();
    }
}
