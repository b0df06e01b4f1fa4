package io.oeesuite.localstack.broker;

import java.nio.file.Path;

/** The broker's configuration file. */
record BrokerConfiguration(BrokerSettings settings, Path identity, Path trust, String password) {

    /** The text of {@code config.xml}. */
    String xml() {
        return """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                %s  </listeners>
                  <mqtt>
                    <!-- a host that is down for a while finds its messages again -->
                    <queued-messages>
                      <max-queue-size>1000000</max-queue-size>
                      <strategy>discard</strategy>
                    </queued-messages>
                    <receive-maximum>
                      <server-receive-maximum>1000</server-receive-maximum>
                    </receive-maximum>
                    <packets>
                      <max-packet-size>1048576</max-packet-size>
                    </packets>
                  </mqtt>
                  <security>
                    <allow-empty-client-id>
                      <enabled>false</enabled>
                    </allow-empty-client-id>
                  </security>
                  <anonymous-usage-statistics>
                    <enabled>false</enabled>
                  </anonymous-usage-statistics>
                  <persistence>
                    <mode>file</mode>
                  </persistence>
                </hivemq>
                """.formatted(listeners());
    }

    private String listeners() {
        StringBuilder listeners =
                new StringBuilder(listener("tls-tcp-listener", settings.port(), "mutual-tls", tls("REQUIRED")));
        if (settings.webSocketPort() != 0) {
            listeners.append(listener(
                    "tls-websocket-listener",
                    settings.webSocketPort(),
                    "web-socket",
                    "<path>/mqtt</path><subprotocols><subprotocol>mqtt</subprotocol></subprotocols>"
                            + tls("REQUIRED")));
        }
        if (settings.passwordPort() != 0) {
            listeners.append(listener("tls-tcp-listener", settings.passwordPort(), "passwords", tls("OPTIONAL")));
        }
        if (settings.plainPort() != 0) {
            listeners.append(listener("tcp-listener", settings.plainPort(), "plain", ""));
        }
        return listeners.toString();
    }

    private static String listener(String kind, int port, String name, String more) {
        return "    <%s><port>%d</port><bind-address>127.0.0.1</bind-address><name>%s</name>%s</%s>%n"
                .formatted(kind, port, name, more, kind);
    }

    private String tls(String clientCertificate) {
        return """
                <tls>\
                <keystore><path>%s</path><password>%s</password><private-key-password>%s</private-key-password></keystore>\
                <truststore><path>%s</path><password>%s</password></truststore>\
                <protocols><protocol>TLSv1.3</protocol><protocol>TLSv1.2</protocol></protocols>\
                <client-authentication-mode>%s</client-authentication-mode>\
                </tls>""".formatted(identity, password, password, trust, password, clientCertificate);
    }
}
