package io.oeesuite.auth.broker;

import java.util.Optional;

import io.oeesuite.auth.device.Device;
import io.oeesuite.auth.device.DeviceRegistry;
import io.oeesuite.mqttaccess.ClientId;

/** What is on record about a client. */
sealed interface Standing {

    /** A client that may be let in: a device that is registered, or a role's. */
    record Good(ClientId id, Optional<Device> device) implements Standing {}

    /** One that is not, whatever it presents. */
    record Bad(String reason) implements Standing {}

    static Standing of(ClientId id, DeviceRegistry registry) {
        Optional<Device> device = registry.find(id.text());
        if (device.filter(each -> !each.enabled()).isPresent()) {
            return new Bad("disabled");
        }
        return switch (id) {
            case ClientId.Unusable _ -> new Bad("unusable-client-id");
            case ClientId.OfRole _ -> new Good(id, device);
            case ClientId.OfDevice _ -> device.isPresent() ? new Good(id, device) : new Bad("not-registered");
        };
    }
}
