package io.oeesuite.localstack.broker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the broker keeps its data and where it listens, all on 127.0.0.1.
 *
 * @param folder made if it is not there
 * @param certificates holds {@code ca.crt}, {@code server.crt} and {@code server.key}; {@code ca.crl}, when there is one, is honoured
 * @param port mutual TLS
 * @param plainPort without TLS, 0 for none
 * @param webSocketPort WebSocket over mutual TLS, 0 for none
 * @param passwordPort TLS where a client's certificate may be missing, 0 for none
 * @param authService address of auth-service, which is asked about devices and about clients without certificate
 * @param rolesToo it is asked about roles with a certificate, too, before they are let in
 * @param jsonBase first levels of the topics of devices that speak JSON
 */
record BrokerSettings(
        Path folder,
        Path certificates,
        int port,
        int plainPort,
        int webSocketPort,
        int passwordPort,
        Optional<URI> authService,
        boolean rolesToo,
        String jsonBase) {

    /** Their values in this order; an empty one for what there is not. */
    static BrokerSettings of(String[] arguments) {
        return new BrokerSettings(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                Optional.of(arguments[6]).filter(address -> !address.isEmpty()).map(URI::create),
                Boolean.parseBoolean(arguments[7]),
                arguments[8]);
    }
}
