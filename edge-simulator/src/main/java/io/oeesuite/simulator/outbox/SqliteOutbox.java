package io.oeesuite.simulator.outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.oeesuite.sparkplug.DecoderLimits;
import io.oeesuite.sparkplug.MalformedPayloadException;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.oeesuite.sparkplug.SparkplugEncoder;

/** An outbox in a {@link SqliteFile}: survives the end of the process, however it comes. */
public final class SqliteOutbox implements Outbox {

    private final SqliteFile file;
    private final long limit;
    private final SparkplugDecoder decoder = new SparkplugDecoder(DecoderLimits.DEFAULT);
    private long lastId;
    private long size;
    private long givenUp;

    /** @param limit readings that are kept at most, at least 1 */
    public SqliteOutbox(SqliteFile file, long limit) {
        this.file = file;
        this.limit = limit;
        size = number("SELECT count(*) FROM outbox");
        lastId = number("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0)");
    }

    @Override
    public void append(List<Reading> readings) {
        if (readings.isEmpty()) {
            return;
        }
        file.atomically(() -> {
            file.with("INSERT INTO outbox (device, metrics) VALUES (?, ?)", statement -> insert(statement, readings));
            lastId = number("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'");
            size += readings.size();
            giveUpTheOldest();
        });
    }

    private static int[] insert(PreparedStatement statement, List<Reading> readings) throws SQLException {
        for (Reading reading : readings) {
            statement.setString(1, reading.device().orElse(null));
            statement.setBytes(2, SparkplugEncoder.encode(Payload.withoutSeq(0, reading.metrics())));
            statement.addBatch();
        }
        return statement.executeBatch();
    }

    private void giveUpTheOldest() {
        if (size <= limit) {
            return;
        }
        long surplus = size - limit;
        file.with("DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT ?)", statement -> {
            statement.setLong(1, surplus);
            return statement.executeUpdate();
        });
        size = limit;
        givenUp += surplus;
    }

    @Override
    public List<Entry> after(long id, int most) {
        return file.with("SELECT id, device, metrics FROM outbox WHERE id > ? ORDER BY id LIMIT ?", statement -> {
            statement.setLong(1, id);
            statement.setInt(2, most);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                }
            }
            return entries;
        });
    }

    private Entry entry(ResultSet row) throws SQLException {
        try {
            Payload payload = decoder.decode(row.getBytes(3));
            return new Entry(row.getLong(1), new Reading(Optional.ofNullable(row.getString(2)), payload.metrics()));
        } catch (MalformedPayloadException damaged) {
            throw new OutboxFailure("Reading " + row.getLong(1) + " of the outbox is damaged", damaged);
        }
    }

    @Override
    public void remove(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        file.atomically(() -> {
            int removed = file.with("DELETE FROM outbox WHERE id = ?", statement -> {
                int count = 0;
                for (long id : ids) {
                    statement.setLong(1, id);
                    count += statement.executeUpdate();
                }
                return count;
            });
            size -= removed;
        });
    }

    @Override
    public long lastId() {
        return lastId;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long givenUp() {
        return givenUp;
    }

    @Override
    public void close() {
        file.close();
    }

    private long number(String sql) {
        return file.with(sql, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        });
    }
}
