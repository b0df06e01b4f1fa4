package io.oeesuite.command.host;

import java.util.ArrayList;
import java.util.List;

import io.oeesuite.mqtt.BrokerAddress;
import io.oeesuite.mqtt.MqttSettings;

/** The MQTT servers of the host, from settings. */
final class HostServers {
    private HostServers() {}

    /** @throws IllegalArgumentException for people, when a server cannot be read */
    static List<MqttSettings> of(MqttSettings all, List<String> servers) {
        if (servers.isEmpty()) {
            return List.of(all);
        }
        return servers.stream().map(server -> server(all, server)).toList();
    }

    private static MqttSettings server(MqttSettings all, String text) {
        List<BrokerAddress> addresses = new ArrayList<>();
        for (String address : text.split("\\|")) {
            addresses.add(address(address.strip()));
        }
        return all.withBrokers(addresses);
    }

    private static BrokerAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("OEE_HOST_SERVERS: '" + text + "' is no host:port.");
        }
        String host = text.substring(0, colon);
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return new BrokerAddress(bare, Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("OEE_HOST_SERVERS: '" + text + "': " + wrong.getMessage() + ".", wrong);
        }
    }
}
