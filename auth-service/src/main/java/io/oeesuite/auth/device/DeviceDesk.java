package io.oeesuite.auth.device;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTable;
import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.database.Work;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Roles;
import io.oeesuite.mqttaccess.ClientId;
import io.quarkus.arc.All;

/** Changes devices, for who may: those of the caller's own sites, and those of a role other than {@code edge_} only for an admin. Each change is audited with it. */
@ApplicationScoped
public class DeviceDesk {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final Transactions transactions;
    private final ChangeFeed feed;
    private final DeviceRegistry registry;
    private final List<Belongings> belongings;
    private final AuditTable audit;
    private final Clock clock;

    DeviceDesk(
            Transactions transactions,
            ChangeFeed feed,
            DeviceRegistry registry,
            @All List<Belongings> belongings,
            AuditTable audit,
            Clock clock) {
        this.transactions = transactions;
        this.feed = feed;
        this.registry = registry;
        this.belongings = belongings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One that the caller may see.
     *
     * @throws ProblemException when there is none, or at another's site: the two look alike
     */
    public Device require(Caller caller, String id) {
        return registry.find(id).filter(device -> isVisible(caller, device)).orElseThrow(() -> unknown(id));
    }

    /** One that the caller may change. */
    public Device requireForChange(Caller caller, String id) {
        Device device = require(caller, id);
        checkRank(caller, ClientId.of(id));
        return device;
    }

    static boolean isVisible(Caller caller, Device device) {
        return caller.sites().all()
                || device.site().filter(caller.sites()::cover).isPresent();
    }

    /**
     * Registers one. Whoever registers a device says whose it is, and may order its credentials: so somebody of some sites registers neither an edge node, which is let in without an entry and may be another
     * site's, nor an id that something on record lets in already.
     */
    Device add(Caller caller, DeviceBody body) {
        ClientId clientId = checkedId(body.id());
        checkRank(caller, clientId);
        checkReach(caller, clientId);
        String id = clientId.text();
        var now = new Device.Stamp(now(), caller.name());
        Device device = body.toDevice(id, now, now);
        checkSite(caller, device);
        checkGroups(caller, Set.of(), device);
        change(id, database -> {
            if (!caller.sites().all() && letsIn(database, id)) {
                throw taken(id);
            }
            try {
                DeviceTable.insert(database, device);
            } catch (SQLException refused) {
                if (UNIQUE_VIOLATION.equals(refused.getSQLState())) {
                    if (registry.find(id)
                            .filter(known -> isVisible(caller, known))
                            .isEmpty()) {
                        throw taken(id);
                    }
                    throw Problem.conflict(
                                    "device-exists",
                                    "The device is registered already",
                                    "There is a device \"" + id + "\" already; change it with PUT /api/v1/devices/" + id
                                            + ".")
                            .thrown();
                }
                throw refused;
            }
            audit.write(database, AuditEntry.done("device-created", caller.name(), id, words(device)));
        });
        return registry.find(id).orElse(device);
    }

    Device replace(Caller caller, String id, DeviceBody body) {
        if (body.id() != null && !body.id().equals(id)) {
            throw Problem.badParameter("id", body.id(), "\"" + id + "\", as in the address; an id does not change")
                    .thrown();
        }
        Device before = requireForChange(caller, id);
        Device after = body.toDevice(id, before.created(), new Device.Stamp(now(), caller.name()));
        checkSite(caller, after);
        checkGroups(caller, before.groups(), after);
        change(id, database -> {
            if (!DeviceTable.update(database, after)) {
                throw unknown(id);
            }
            if (body.enabled() != null) {
                DeviceTable.setEnabled(database, id, body.enabled(), after.changed());
            }
            Device stored = DeviceTable.find(database, id).orElseThrow(() -> unknown(id));
            audit.write(database, AuditEntry.done("device-changed", caller.name(), id, words(stored)));
        });
        return registry.find(id).orElse(after);
    }

    Device enable(Caller caller, String id, boolean enabled) {
        requireForChange(caller, id);
        var stamp = new Device.Stamp(now(), caller.name());
        change(id, database -> {
            if (!DeviceTable.setEnabled(database, id, enabled, stamp)) {
                throw unknown(id);
            }
            String action = enabled ? "device-enabled" : "device-disabled";
            audit.write(database, AuditEntry.done(action, caller.name(), id, ""));
        });
        return require(caller, id);
    }

    /** Removes it, and ends all that let it in. */
    void remove(Caller caller, String id) {
        requireForChange(caller, id);
        change(id, database -> {
            Device device = DeviceTable.find(database, id).orElseThrow(() -> unknown(id));
            if (!device.enabled() && ClientId.of(id) instanceof ClientId.OfRole) {
                throw stillShutOut(id);
            }
            for (Belongings each : belongings) {
                each.end(database, id, caller.name());
            }
            if (!DeviceTable.delete(database, id)) {
                throw unknown(id);
            }
            audit.write(database, AuditEntry.done("device-deleted", caller.name(), id, ""));
        });
    }

    /** From now on tokens issued before are not good any more. */
    public void withdrawTokens(Caller caller, String id) {
        requireForChange(caller, id);
        // tokens know whole seconds only
        Instant from = now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        change(id, database -> {
            DeviceTable.withdrawTokens(database, id, from);
            audit.write(database, AuditEntry.done("tokens-withdrawn", caller.name(), id, ""));
        });
    }

    private void change(String id, Change change) {
        Work<Void> work = database -> {
            try {
                change.in(database);
                return null;
            } catch (SQLException refused) {
                if (FOREIGN_KEY_VIOLATION.equals(refused.getSQLState())) {
                    throw Problem.badRequest(
                                    "unknown-type-or-group",
                                    "The type or a group is not known",
                                    "Add it first: PUT /api/v1/device-types/{name}, PUT /api/v1/device-groups/{name}.")
                            .thrown();
                }
                throw refused;
            }
        };
        transactions.run(work);
        feed.reload(DeviceRegistry.KIND, id);
    }

    private static ClientId checkedId(String id) {
        ClientId clientId = ClientId.of(id == null ? "" : id);
        if (clientId instanceof ClientId.Unusable unusable) {
            throw Problem.badParameter("id", String.valueOf(id), unusable.flaw())
                    .thrown();
        }
        return clientId;
    }

    /** Whoever may set up machines must not, by an entry here, shut out the host or let in an administrator. */
    static void checkRank(Caller caller, ClientId id) {
        if (id.isPrivileged() && !caller.roles().contains(Roles.ADMIN)) {
            throw Problem.forbidden(
                            "\"" + id.text() + "\" belongs to a role of the suite; only an admin may change it.")
                    .thrown();
        }
    }

    /** An edge node is let in whether or not it is registered: nobody knows whose an unregistered one is. */
    static void checkReach(Caller caller, ClientId id) {
        if (id instanceof ClientId.OfRole && !caller.sites().all()) {
            throw Problem.forbidden("\"" + id.text()
                            + "\" may be an edge node of another site; somebody who may act on all sites registers it.")
                    .thrown();
        }
    }

    private boolean letsIn(Connection database, String id) throws SQLException {
        for (Belongings each : belongings) {
            if (each.letsIn(database, id)) {
                return true;
            }
        }
        return false;
    }

    private static void checkSite(Caller caller, Device device) {
        if (!isVisible(caller, device)) {
            throw Problem.forbidden("The device's site must be one of yours: "
                            + String.join(", ", caller.sites().names()) + ".")
                    .thrown();
        }
    }

    /** The same for a device of another site and for an id that has certificates. */
    private static ProblemException taken(String id) {
        return Problem.conflict(
                        "id-taken",
                        "The id cannot be registered by you",
                        "\"" + id
                                + "\" is in use, and not by a device of your sites. Take another id, or ask somebody who may act on all sites.")
                .thrown();
    }

    /** A group's commands go to the devices of all sites that are in it. */
    private static void checkGroups(Caller caller, Set<String> before, Device after) {
        if (!caller.sites().all() && !before.containsAll(after.groups())) {
            throw Problem.forbidden(
                            "Groups have devices of all sites, and these hear the same commands; somebody who may act on all sites puts a device into one.")
                    .thrown();
        }
    }

    private static ProblemException stillShutOut(String id) {
        return Problem.conflict(
                        "device-disabled",
                        "The entry keeps the client out",
                        "A client of a role needs no entry: without this one \"" + id
                                + "\" would be let in again. Keep the entry, or enable it first with POST /api/v1/devices/"
                                + id
                                + "/enable.")
                .thrown();
    }

    private static ProblemException unknown(String id) {
        return Problem.notFound(
                        "unknown-device",
                        "Unknown device",
                        "There is no device \"" + id + "\"; GET /api/v1/devices lists those of your sites.")
                .thrown();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String words(Device device) {
        return "type=" + device.type().orElse("") + " groups="
                + String.join(",", device.groups().stream().sorted().toList()) + " site="
                + device.site().orElse("") + " enabled=" + device.enabled();
    }

    @FunctionalInterface
    private interface Change {
        void in(Connection database) throws SQLException;
    }
}
