package io.oeesuite.auth.device;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A device as people and programs see it. */
@Schema(name = "Device")
@RegisterForReflection
@JsonInclude(Include.NON_NULL)
record DeviceAnswer(
        String id,
        String type,
        List<String> groups,
        String site,
        boolean enabled,
        String description,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy) {

    static DeviceAnswer of(Device device) {
        return new DeviceAnswer(
                device.id(),
                device.type().orElse(null),
                device.groups().stream().sorted().toList(),
                device.site().orElse(null),
                device.enabled(),
                device.description(),
                device.created().at(),
                device.created().by(),
                device.changed().at(),
                device.changed().by());
    }
}
