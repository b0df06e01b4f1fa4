package io.oeesuite.auth.credential;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.database.Remembered;

/** The hashes of all passwords, in memory. */
@ApplicationScoped
class PasswordRegistry implements Remembered {
    static final String KIND = "password";

    private final Map<String, List<StoredPassword>> passwords = new ConcurrentHashMap<>();
    private final ProvenPasswords proven;

    PasswordRegistry(ProvenPasswords proven) {
        this.proven = proven;
    }

    /** The newest first. */
    List<StoredPassword> of(String deviceId) {
        return passwords.getOrDefault(deviceId, List.of());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void load(Connection database) throws SQLException {
        var all = PasswordTable.all(database);
        all.forEach(this::put);
        passwords.keySet().stream().filter(id -> !all.containsKey(id)).toList().forEach(id -> put(id, List.of()));
    }

    @Override
    public void reload(Connection database, String deviceId) throws SQLException {
        put(deviceId, PasswordTable.of(database, deviceId));
    }

    private void put(String deviceId, List<StoredPassword> now) {
        List<StoredPassword> before =
                now.isEmpty() ? passwords.remove(deviceId) : passwords.put(deviceId, List.copyOf(now));
        if (before != null) {
            before.stream().filter(each -> !now.contains(each)).forEach(each -> proven.forget(each.id()));
        }
    }

    @Override
    public String toString() {
        return "passwords of " + passwords.size();
    }
}
