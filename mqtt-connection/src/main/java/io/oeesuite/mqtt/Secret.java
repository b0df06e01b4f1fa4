package io.oeesuite.mqtt;

import java.util.Objects;

/** Text that must not be seen in logs. */
public record Secret(String reveal) {
    public Secret {
        Objects.requireNonNull(reveal, "reveal");
    }

    @Override
    public String toString() {
        return "***";
    }
}
