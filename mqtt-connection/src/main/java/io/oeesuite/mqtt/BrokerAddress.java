package io.oeesuite.mqtt;

import java.util.Objects;

/**
 * Where a broker listens.
 *
 * @param host name or IP address, without brackets
 * @param port 1..65535
 */
public record BrokerAddress(String host, int port) {
    private static final int HIGHEST_PORT = 65_535;

    public BrokerAddress {
        Objects.requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host is empty");
        }
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("the port must be 1..65535, not " + port);
        }
    }

    /** {@code host:port}, with brackets around an IPv6 address. */
    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
