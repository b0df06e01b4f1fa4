package io.oeesuite.mqttaccess;

/** Whether a client may do what it asks to. */
public sealed interface Decision {

    /** It may. */
    record Allowed() implements Decision {}

    /**
     * It may not.
     *
     * @param detail a sentence for the audit; holds no more than the client itself has said, and no topic
     */
    record Denied(Reason reason, String detail) implements Decision {}

    /** Why not. */
    enum Reason {
        /** No client may have this id. */
        UNUSABLE_CLIENT_ID,
        /** A device nobody has registered. */
        NOT_REGISTERED,
        /** Not a topic, or not a topic filter, by the rules of MQTT. */
        MALFORMED_TOPIC,
        /** A shared subscription takes messages from the other members, and this role may not. */
        MAY_NOT_SHARE,
        /** The role has no right to it. */
        NO_RIGHT
    }

    /** The one instance one needs. */
    Decision ALLOWED = new Allowed();

    default boolean isAllowed() {
        return switch (this) {
            case Allowed() -> true;
            case Denied(Reason _, String _) -> false;
        };
    }
}
