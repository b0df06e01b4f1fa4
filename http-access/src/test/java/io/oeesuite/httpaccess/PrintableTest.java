package io.oeesuite.httpaccess;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrintableTest {

    @Test
    void nothingMakesALineOfItsOwnOrHides() {
        assertThat(Printable.of("PLANT01/ä\r\nWARN\u0000\u001b[31m\u202e\u2028\u200b\ud800"))
                .isEqualTo("PLANT01/ä??WARN??[31m????");
    }
}
