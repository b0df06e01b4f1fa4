package io.oeesuite.systemtests.logins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What this suite promises of every endpoint: endpoints.txt. */
record RequiredRoles(Map<Endpoint, Set<String>> leastRoles) {
    /** In place of a role: nobody has to log in; behind it the status that is answered. */
    private static final String OPEN = "open:";

    /** In place of a role: any login will do, whatever the roles. */
    static final String ANYBODY = "anybody";

    private static final Map<String, Set<String>> INCLUDED = Map.of(
            "viewer", Set.of("viewer"),
            "operator", Set.of("viewer", "operator"),
            "maintenance", Set.of("viewer", "maintenance"),
            "engineer", Set.of("viewer", "operator", "maintenance", "engineer"),
            "admin", Set.of("viewer", "operator", "maintenance", "engineer", "admin"));

    static RequiredRoles read() {
        try (InputStream table = RequiredRoles.class.getResourceAsStream("endpoints.txt")) {
            Map<Endpoint, Set<String>> roles = new TreeMap<>();
            new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+"))
                    .forEach(cells -> roles.put(
                            new Endpoint(cells[0], cells[1], cells[2]),
                            Arrays.stream(cells[3].split("\\|")).collect(Collectors.toSet())));
            return new RequiredRoles(roles);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an endpoint that is open answers to somebody without a login; empty for one that is not. */
    OptionalInt openStatus(Endpoint endpoint) {
        return leastRoles.get(endpoint).stream()
                .filter(role -> role.startsWith(OPEN))
                .mapToInt(role -> Integer.parseInt(role.substring(OPEN.length())))
                .findFirst();
    }

    /** @param role what somebody was given, with all that it includes; empty for none */
    boolean allow(Endpoint endpoint, String role) {
        Set<String> least = leastRoles.get(endpoint);
        return least.contains(ANYBODY)
                || INCLUDED.getOrDefault(role, Set.of()).stream().anyMatch(least::contains);
    }
}
