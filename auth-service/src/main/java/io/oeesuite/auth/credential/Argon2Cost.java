package io.oeesuite.auth.credential;

/**
 * What one guess at a password costs, RFC 9106.
 *
 * @param memoryKib memory, at least 8 for each lane
 * @param iterations passes over it, at least 1
 * @param parallelism lanes, 1..255
 */
record Argon2Cost(int memoryKib, int iterations, int parallelism) {
    private static final int LEAST_PER_LANE = 8;
    private static final int MOST_LANES = 255;
    private static final int MOST_MEMORY_KIB = 1 << 21;
    private static final int MOST_ITERATIONS = 1_000;

    Argon2Cost {
        if (parallelism < 1 || parallelism > MOST_LANES) {
            throw new IllegalArgumentException("parallelism " + parallelism + " is not in 1.." + MOST_LANES);
        }
        if (memoryKib < LEAST_PER_LANE * parallelism || memoryKib > MOST_MEMORY_KIB) {
            throw new IllegalArgumentException(
                    "memory " + memoryKib + " KiB is not in " + LEAST_PER_LANE * parallelism + ".." + MOST_MEMORY_KIB);
        }
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException("iterations " + iterations + " is not in 1.." + MOST_ITERATIONS);
        }
    }
}
