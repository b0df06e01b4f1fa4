package io.oeesuite.localstack.broker;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who has been refused something before. */
final class FirstRefusals {

    /** Of more clients the earliest are forgotten, and told of again. */
    private static final int REMEMBERED = 1_000;

    private final Set<String> clients = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    synchronized boolean isFirst(String clientId) {
        return clients.add(clientId);
    }
}
