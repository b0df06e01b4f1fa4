package io.oeesuite.auth.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import io.agroal.api.AgroalDataSource;
import io.oeesuite.startup.ServiceStep;
import io.quarkus.arc.All;

/**
 * Keeps everything {@link Remembered} as PostgreSQL has it: listens first, then reads all, then reads again what it is told of. Without PostgreSQL what is remembered stays; when it is
 * back all is read once more, as nobody knows what was missed.
 */
@ApplicationScoped
@Priority(20)
public class ChangeFeed implements ServiceStep {
    private static final Logger LOG = Logger.getLogger(ChangeFeed.class);
    private static final Duration LISTENING = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int PATIENCE_MS = 10_000;

    private final AgroalDataSource dataSource;
    private final Map<String, Remembered> remembered;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Instant freshAt;
    private volatile boolean following;
    private Thread thread;

    ChangeFeed(AgroalDataSource dataSource, @All List<Remembered> remembered) {
        this.dataSource = dataSource;
        this.remembered = remembered.stream().collect(Collectors.toMap(Remembered::kind, Function.identity()));
    }

    @Override
    public String title() {
        return "what other replicas changed";
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("change-feed").daemon().start(this::follow);
    }

    @Override
    public void stop() {
        stopping.countDown();
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Whether everything was read at least once. */
    public boolean isLoaded() {
        return freshAt != null;
    }

    /**
     * For decisions that nobody takes back: what was not read yet looks as if it were not there.
     *
     * @throws DatabaseUnavailableException until everything was read at least once
     */
    public void requireLoaded() {
        if (!isLoaded()) {
            throw new DatabaseUnavailableException("what is registered was not read yet");
        }
    }

    /** Whether changes arrive now. */
    public boolean isFollowing() {
        return following;
    }

    /** When what is remembered was last known to be what PostgreSQL has. */
    public Optional<Instant> freshAt() {
        return Optional.ofNullable(freshAt);
    }

    /** Reads one thing again at once: whoever has written it sees it in the next answer of this replica. */
    public void reload(String kind, String key) {
        try (Connection connection = dataSource.getConnection()) {
            reload(connection, kind, key);
        } catch (SQLException failure) {
            // it is written; the feed will read it when PostgreSQL is back
            LOG.warnf("Could not read again what was written: kind=%s key=%s: %s", kind, key, failure.getMessage());
        }
    }

    private void follow() {
        String lastReason = "";
        while (stopping.getCount() > 0) {
            try (Connection connection = dataSource.getConnection()) {
                lastReason = "";
                follow(connection);
            } catch (SQLException | RuntimeException away) {
                String reason = String.valueOf(away.getMessage());
                if (stopping.getCount() > 0 && !reason.equals(lastReason)) {
                    LOG.warnf(
                            "PostgreSQL is away (%s); brokers are answered from memory, nothing can be changed",
                            reason);
                }
                lastReason = reason;
            }
            following = false;
            pause();
        }
    }

    private void follow(Connection connection) throws SQLException {
        // a server that vanished without a word is noticed, too
        connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen auth_change");
            loadAll(connection);
            following = true;
            var notifications = connection.unwrap(PGConnection.class);
            while (stopping.getCount() > 0) {
                for (Change change : changes(notifications.getNotifications((int) LISTENING.toMillis()))) {
                    reload(connection, change.kind(), change.key());
                }
                statement.execute("select 1");
                freshAt = Instant.now();
            }
        } finally {
            connection.abort(Runnable::run);
        }
    }

    private synchronized void loadAll(Connection connection) throws SQLException {
        for (Remembered each : remembered.values()) {
            each.load(connection);
        }
        freshAt = Instant.now();
        LOG.infof("In memory: %s", remembered.values());
    }

    private synchronized void reload(Connection connection, String kind, String key) throws SQLException {
        Remembered part = remembered.get(kind);
        if (part != null) {
            part.reload(connection, key);
        }
    }

    private void pause() {
        try {
            if (stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("The feed ends");
            }
        } catch (InterruptedException stop) {
            stopping.countDown();
        }
    }

    private static Set<Change> changes(PGNotification[] notifications) {
        if (notifications == null) {
            return Set.of();
        }
        Set<Change> changes = new LinkedHashSet<>();
        for (PGNotification notification : notifications) {
            String[] words = notification.getParameter().split(" ", 2);
            if (words.length == 2) {
                changes.add(new Change(words[0], words[1]));
            }
        }
        return changes;
    }

    private record Change(String kind, String key) {}
}
