package io.oeesuite.auth.device;

import java.util.Optional;

/** Keeps a client out whose certificate is right otherwise: one that was revoked, say. A bean; asked on an event loop, so it answers from memory. */
public interface Objection {

    /** Why not, in one word for the audit; empty where nothing is against it. */
    Optional<String> against(String clientId);
}
