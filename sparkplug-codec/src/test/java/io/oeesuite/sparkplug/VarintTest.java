package io.oeesuite.sparkplug;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class VarintTest {
    private static final long FIFTY_SIX_BITS = (1L << 56) - 1;

    @Property(tries = 20_000)
    void aNumberIsReadFromAWordWhateverFollows(
            @ForAll @LongRange(min = 0, max = FIFTY_SIX_BITS) long number, @ForAll byte following) {
        WireWriter out = new WireWriter();
        out.varintField(1, number);
        int length = out.toByteArray().length - 1;
        out.raw(new byte[] {following, following, following, following, following, following, following, following});

        long word = Varint.word(out.toByteArray(), 1);

        assertThat(Varint.ends(word)).isTrue();
        assertThat(Varint.length(word)).isEqualTo(length);
        assertThat(Varint.value(word)).isEqualTo(number);
    }

    @Property(tries = 1_000)
    void aLongerNumberDoesNotEndWithinAWord(@ForAll @LongRange(min = FIFTY_SIX_BITS + 1) long number) {
        WireWriter out = new WireWriter();
        out.varintField(1, number);

        assertThat(Varint.ends(Varint.word(out.toByteArray(), 1))).isFalse();
    }
}
