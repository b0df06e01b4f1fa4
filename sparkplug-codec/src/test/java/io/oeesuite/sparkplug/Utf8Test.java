package io.oeesuite.sparkplug;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

class Utf8Test {
    private final CharsetDecoder oracle = StandardCharsets.UTF_8.newDecoder();

    private static final int[] BOUNDARIES = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};

    @Test
    void everySequenceOfTwoBytesIsJudgedAsTheJdkDoes() {
        for (int sequence = 0; sequence < 1 << 16; sequence++) {
            requireSame((byte) (sequence >>> 8), (byte) sequence);
        }
    }

    @Test
    void sequencesOfThreeAndFourBytesAreJudgedAsTheJdkDoesAtEveryBoundary() {
        for (int lead = 0x80; lead <= 0xFF; lead++) {
            for (int second : BOUNDARIES) {
                for (int third : BOUNDARIES) {
                    requireSame((byte) lead, (byte) second, (byte) third);
                    for (int fourth : BOUNDARIES) {
                        requireSame((byte) lead, (byte) second, (byte) third, (byte) fourth);
                    }
                }
            }
        }
    }

    @Test
    void aFaultIsFoundWhereverItStandsInALongText() {
        for (int at = 0; at < 40; at++) {
            byte[] text = "a".repeat(40).getBytes(StandardCharsets.UTF_8);
            text[at] = (byte) 0x80;

            assertThat(Utf8.isValid(text, 0, text.length)).as("fault at %d", at).isFalse();
            assertThat(Utf8.isValid(text, 0, at)).isTrue();
            assertThat(Utf8.isValid(text, at + 1, text.length)).isTrue();
        }
    }

    private void requireSame(byte... bytes) {
        oracle.reset();
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean validForJdk = !oracle.decode(ByteBuffer.wrap(bytes), out, true).isError();
        if (Utf8.isValid(bytes, 0, bytes.length) != validForJdk) {
            fail("judged unlike the JDK: " + Bytes.of(bytes));
        }
    }
}
