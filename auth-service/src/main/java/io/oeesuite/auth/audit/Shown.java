package io.oeesuite.auth.audit;

import io.oeesuite.auth.secret.EnrolmentToken;
import io.oeesuite.mqttaccess.PlainName;

/** How what strangers send is written into the audit. */
public final class Shown {
    private static final String UNUSABLE = "(unusable)";

    private Shown() {}

    /** Only what may be an id is repeated: somebody might type a secret in its place. */
    public static String clientId(String given) {
        return isId(given) ? given : UNUSABLE;
    }

    /** Whether it may be an id, and is no secret that anybody would know as one. */
    public static boolean isId(String given) {
        return PlainName.isPlain(given) && !EnrolmentToken.isMeantBy(given);
    }
}
