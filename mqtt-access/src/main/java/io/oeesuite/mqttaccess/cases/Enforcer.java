package io.oeesuite.mqttaccess.cases;

import java.util.Locale;

/** What a case can be tried on. */
public enum Enforcer {
    /** The policy itself, also over HTTP. */
    POLICY,
    /** EMQX 5.8 with {@code acl.conf} in front of the policy over HTTP. */
    EMQX,
    /** Mosquitto 2 with {@code acl_file}. */
    MOSQUITTO,
    /** The broker of local-stack. */
    LOCAL;

    static Enforcer of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
