package io.oeesuite.simulator.outbox;

import java.nio.file.Path;

/** Appends readings until it is killed, and says after each what has been promised to be kept. */
final class KilledWriter {

    private KilledWriter() {}

    public static void main(String... arguments) {
        SqliteOutbox outbox = new SqliteOutbox(SqliteFile.open(Path.of(arguments[0])), 1_000_000);
        for (long number = outbox.lastId() + 1; ; number++) {
            outbox.append(OutboxTest.readings(number, number));
            System.out.println(number);
        }
    }
}
