package io.oeesuite.auth.broker;

import io.oeesuite.auth.protection.Address;
import io.oeesuite.mqttaccess.PlainName;

/** How what strangers send is written into the audit. */
final class Shown {
    private Shown() {}

    /** Only what may be an id is repeated: somebody might type a password in its place. */
    static String clientId(String given) {
        return PlainName.isPlain(given) ? given : "(unusable)";
    }

    static String address(String given) {
        return given.isEmpty() ? "" : Address.of(given).text();
    }
}
