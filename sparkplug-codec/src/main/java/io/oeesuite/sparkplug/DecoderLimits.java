package io.oeesuite.sparkplug;

/**
 * What a decoder accepts at most; together the limits bound the memory and time of one payload.
 *
 * @param maxPayloadBytes bytes of the payload
 * @param maxMetrics metrics of the payload, those inside of templates included
 * @param maxElements data set columns, rows and cells, array elements, properties and parameters of the payload together
 * @param maxNesting templates within templates and property sets within property sets
 * @param maxStringBytes UTF-8 bytes of one string
 */
public record DecoderLimits(int maxPayloadBytes, int maxMetrics, int maxElements, int maxNesting, int maxStringBytes) {
    /** 4 MiB, 100,000 metrics, 250,000 elements, 16 levels, 1 MiB per string: more than any edge node should send. */
    public static final DecoderLimits DEFAULT = new DecoderLimits(4 << 20, 100_000, 250_000, 16, 1 << 20);

    public DecoderLimits {
        requirePositive("maxPayloadBytes", maxPayloadBytes);
        requirePositive("maxMetrics", maxMetrics);
        requirePositive("maxElements", maxElements);
        requirePositive("maxNesting", maxNesting);
        requirePositive("maxStringBytes", maxStringBytes);
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be positive");
        }
    }
}
