package io.oeesuite.command.host;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * At which of several MQTT servers each edge node is: where it spoke last. What others say about it or to it does not count: a command of the host comes back to it, and the
 * will of a server that was left comes late. Thread-safe.
 *
 * @param <S> a server
 */
final class Whereabouts<S> {
    private static final Set<String> ITS_OWN_WORDS = Set.of("NBIRTH", "DBIRTH", "NDATA", "DDATA");
    private static final int GROUP = 1;
    private static final int TYPE = 2;
    private static final int NODE = 3;

    private final Map<String, S> last = new ConcurrentHashMap<>();

    /** A message came from the server. */
    void heard(S server, String topic) {
        String[] levels = topic.split("/", NODE + 2);
        if (levels.length > NODE && ITS_OWN_WORDS.contains(levels[TYPE])) {
            last.put(levels[GROUP] + "/" + levels[NODE], server);
        }
    }

    /** Empty for an edge node that was not heard yet. */
    Optional<S> of(String group, String node) {
        return Optional.ofNullable(last.get(group + "/" + node));
    }
}
