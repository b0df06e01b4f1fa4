package io.oeesuite.mqttaccess.cases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.oeesuite.mqttaccess.ClientAccess;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The table of cases, {@code access-cases.txt}; how it is written is said at its beginning.
 *
 * @param all in the order of the table
 * @param devices the registered ones, each with its groups
 */
public record AccessCases(List<AccessCase> all, Map<String, Set<String>> devices) {

    private static final String TABLE = "access-cases.txt";

    public AccessCases {
        all = List.copyOf(all);
        devices = Map.copyOf(devices);
    }

    /** Reads the table. */
    public static AccessCases read() {
        try (InputStream stream = AccessCases.class.getResourceAsStream(TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            CaseTableReader reader = new CaseTableReader();
            lines.lines().forEach(reader::line);
            return reader.cases();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The client as it is on record in the table. */
    public ClientAccess client(String id) {
        Set<String> groups = devices.get(id);
        return groups == null ? ClientAccess.of(id) : ClientAccess.device(id, groups);
    }

    /** The cases of each client, in the order of their first. */
    public Map<String, List<AccessCase>> byClient() {
        Map<String, List<AccessCase>> byClient = new LinkedHashMap<>();
        for (AccessCase one : all) {
            byClient.computeIfAbsent(one.clientId(), id -> casesOf(id));
        }
        return byClient;
    }

    private List<AccessCase> casesOf(String clientId) {
        return all.stream().filter(one -> one.clientId().equals(clientId)).toList();
    }
}
