package io.oeesuite.sparkplug;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Bytes written as hex with blanks and, in brackets, messages whose length is filled in: {@code 12[0A016D]} is {@code 12030A016D}. */
final class HexMessage {
    private final String text;
    private int position;

    private HexMessage(String text) {
        this.text = text;
    }

    static byte[] of(String text) {
        return new HexMessage(text.replace(" ", "")).read();
    }

    private byte[] read() {
        var out = new ByteArrayOutputStream();
        while (position < text.length() && text.charAt(position) != ']') {
            if (text.charAt(position) == '[') {
                position++;
                byte[] nested = read();
                position++;
                writeLength(nested.length, out);
                out.writeBytes(nested);
                continue;
            }
            out.write(HexFormat.fromHexDigits(text, position, position + 2));
            position += 2;
        }
        return out.toByteArray();
    }

    static void writeLength(int length, ByteArrayOutputStream out) {
        int rest = length;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
