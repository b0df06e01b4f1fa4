package io.oeesuite.sparkplug;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class DecoderLimitsTest {
    private static final int ANY = 1000;

    @Test
    void defaultsAreThoseOfTheReadme() {
        assertThat(DecoderLimits.DEFAULT).isEqualTo(new DecoderLimits(4_194_304, 100_000, 250_000, 16, 1_048_576));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aLimitIsPositive(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecoderLimits(1, 1, 1, 1, limit))
                .withMessageContaining("maxStringBytes");
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "08 01                             | 08 01 18 01                              | PAYLOAD_TOO_LARGE  | bytes",
                "12[1001] 12[1002]                 | 12[1001] 12[1002] 12[1003]               | TOO_MANY_METRICS   | metrics",
                "12[1001 9201[12[1002]]]           | 12[1001 9201[12[1002] 12[1003]]]         | TOO_MANY_METRICS   | metrics in templates",
                "12[0A03616161]                    | 12[0A0461616161]                         | STRING_TOO_LONG    | a name",
                "12[1001 7A03616161]               | 12[1001 7A0461616161]                    | STRING_TOO_LONG    | a text",
                "22 03 616161                      | 22 04 61616161                           | STRING_TOO_LONG    | a uuid",
                "12[1001 9201[12[1002 9201[]]]]    | 12[1001 9201[12[1002 9201[12[1003 9201[]]]]]] | NESTED_TOO_DEEPLY | templates",
                "12[1001 4A[0A00 12[0814 4A[]]]]   | 12[1001 4A[0A00 12[0814 4A[0A00 12[0814 4A[]]]]]] | NESTED_TOO_DEEPLY | property sets",
                "12[1001 4A[0A00 12[]]]            | 12[1001 4A[0A000A000A000A00 12[]12[]12[]12[]]] | TOO_MANY_ELEMENTS | properties",
                "12[1001 8A01[1200 1801 22[0A[]] 22[0A[]]]] | 12[1001 8A01[1200 1801 22[0A[]] 22[0A[]] 22[]]] | TOO_MANY_ELEMENTS | rows and cells",
                "12[1001 9201[1A[]1A[]1A[]]]       | 12[1001 9201[1A[]1A[]1A[]1A[]1A[]1A[]1A[]]] | TOO_MANY_ELEMENTS | parameters",
                "12[1001 2016 8201 06 010203040506] | 12[1001 2016 8201 07 01020304050607]     | TOO_MANY_ELEMENTS | array elements",
                "12[1001 2020 8201 04 00000000]    | 12[1001 2020 8201 05 0700000000]         | TOO_MANY_ELEMENTS | flags",
                "12[1001 2021 8201 06 000000000000] | 12[1001 2021 8201 07 00000000000000]     | TOO_MANY_ELEMENTS | strings"
            })
    void whatIsWithinTheLimitPassesAndOneMoreDoesNot(String within, String beyond, Reason reason, String what)
            throws MalformedPayloadException {
        var limits = new DecoderLimits(
                reason == Reason.PAYLOAD_TOO_LARGE ? 2 : ANY,
                reason == Reason.TOO_MANY_METRICS ? 2 : ANY,
                reason == Reason.TOO_MANY_ELEMENTS ? 6 : ANY,
                reason == Reason.NESTED_TOO_DEEPLY ? 2 : ANY,
                reason == Reason.STRING_TOO_LONG ? 3 : ANY);
        SparkplugDecoder decoder = new SparkplugDecoder(limits);
        decoder.decode(HexMessage.of(within));

        var thrown = catchThrowableOfType(MalformedPayloadException.class, () -> decoder.decode(HexMessage.of(beyond)));

        assertThat(thrown).as(what).isNotNull();
        assertThat(thrown.reason()).as(what).isEqualTo(reason);
    }

    @Test
    void whatStandsSideBySideIsNotNested() throws MalformedPayloadException {
        SparkplugDecoder decoder = new SparkplugDecoder(new DecoderLimits(ANY, ANY, ANY, 1, ANY));

        Payload payload = decoder.decode(HexMessage.of("12[1001 9201[]] 12[1002 4A[]]".repeat(5)));

        assertThat(payload.metrics()).hasSize(10);
    }

    @Test
    void groupsMayNotBeNestedDeeplyEither() throws MalformedPayloadException {
        SparkplugDecoder decoder = new SparkplugDecoder();
        decoder.decode(HexMessage.of("33".repeat(16) + "34".repeat(16)));

        var thrown = catchThrowableOfType(
                MalformedPayloadException.class, () -> decoder.decode(HexMessage.of("33".repeat(100_000))));

        assertThat(thrown.reason()).isEqualTo(Reason.NESTED_TOO_DEEPLY);
    }
}
