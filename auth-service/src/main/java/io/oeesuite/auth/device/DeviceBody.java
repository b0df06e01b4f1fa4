package io.oeesuite.auth.device;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.oeesuite.auth.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A device as it is asked for.
 *
 * @param id the MQTT client id; where the address names it, it may be left out
 * @param type one of {@code /api/v1/device-types}; none for none
 * @param groups of {@code /api/v1/device-groups}; none for none
 * @param site Sparkplug group; none: only those who may act on all sites see it
 * @param enabled none: a new one is, one that is changed stays as it is
 */
@Schema(name = "DeviceBody")
@RegisterForReflection
record DeviceBody(String id, String type, List<String> groups, String site, Boolean enabled, String description) {

    Device toDevice(String checkedId, Device.Stamp created, Device.Stamp changed) {
        return new Device(
                checkedId,
                Said.optionalName("type", type),
                groupNames(),
                Said.site(site),
                enabled == null || enabled,
                Said.description(description),
                Optional.empty(),
                created,
                changed);
    }

    private Set<String> groupNames() {
        List<String> given = groups == null ? List.of() : groups;
        if (given.size() > Said.MOST_GROUPS) {
            throw Problem.badParameter("groups", given.size() + " names", "at most " + Said.MOST_GROUPS)
                    .thrown();
        }
        return given.stream().map(name -> Said.name("groups", name)).collect(Collectors.toUnmodifiableSet());
    }
}
