package io.oeesuite.auth.device;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.database.Remembered;

/** The devices, in memory: brokers ask for them thousands of times a second, also while PostgreSQL is away. */
@ApplicationScoped
public class DeviceRegistry implements Remembered {
    static final String KIND = "device";

    private final ConcurrentSkipListMap<String, Device> devices = new ConcurrentSkipListMap<>();

    public Optional<Device> find(String id) {
        return Optional.ofNullable(devices.get(id));
    }

    /** Groups of the device; none of one that is not known. */
    public Set<String> groupsOf(String id) {
        return find(id).map(Device::groups).orElse(Set.of());
    }

    /** By id, from the one that follows; the empty text is before the first. */
    public Stream<Device> after(String id) {
        return devices.tailMap(id, false).values().stream();
    }

    public int size() {
        return devices.size();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void load(Connection database) throws SQLException {
        var all = DeviceTable.all(database).stream().collect(Collectors.toMap(Device::id, device -> device));
        devices.putAll(all);
        devices.keySet().retainAll(all.keySet());
    }

    @Override
    public void reload(Connection database, String id) throws SQLException {
        DeviceTable.find(database, id)
                .ifPresentOrElse(device -> devices.put(device.id(), device), () -> devices.remove(id));
    }

    @Override
    public String toString() {
        return devices.size() + " devices";
    }
}
