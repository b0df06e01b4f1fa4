package io.oeesuite.httpaccess;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.mqttaccess.ClientId;
import io.oeesuite.startup.InvalidSettings;

/** Which programs come in by their client certificate, and what they may do. Nobody else does. */
record CertificateCallers(Map<String, Caller> byName) {
    static final String SETTING = "OEE_HTTP_CERTIFICATE_ROLES";

    CertificateCallers {
        byName = Map.copyOf(byName);
    }

    /**
     * @param setting {@code name=role[,role][@group,group]}, separated by semicolons; without groups for all sites
     * @throws InvalidSettings when it cannot be read, or names a certificate that devices may have
     */
    static CertificateCallers of(String setting) {
        Map<String, Caller> callers = new HashMap<>();
        Arrays.stream(setting.split(";"))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(CertificateCallers::entry)
                .forEach(caller -> callers.put(caller.name(), caller));
        return new CertificateCallers(callers);
    }

    /** @param name of a certificate that TLS has verified */
    Optional<Caller> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static Caller entry(String entry) {
        int equals = entry.indexOf('=');
        int at = entry.indexOf('@', equals + 1);
        String roles = entry.substring(equals + 1, at < 0 ? entry.length() : at);
        List<String> named = names(roles);
        if (equals < 1 || named.isEmpty() || !Roles.ALL.containsAll(named)) {
            throw new InvalidSettings(SETTING + ": \"" + entry
                    + "\" is not common-name=role[,role][@group,group] with roles of " + String.join(", ", Roles.ALL)
                    + ".");
        }
        String name = entry.substring(0, equals).strip();
        if (!ClientId.of(name).isPrivileged()) {
            throw new InvalidSettings(
                    SETTING + ": \"" + name
                            + "\" could be a device's or an edge node's, whose certificates engineers order: name a certificate with the prefix of a role, as dashboard_REPORTS or admin_OPS.");
        }
        Sites sites = at < 0 ? Sites.ALL : Sites.of(names(entry.substring(at + 1)));
        return new Caller(name, Roles.of(named), sites);
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
