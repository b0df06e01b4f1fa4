package io.oeesuite.localstack.broker;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;

/** A connection that auth-service has let in for something special only: the roles' rights are not for it. */
final class ConfinedSession {

    private static final String MARK = "oee-confined";

    private ConfinedSession() {}

    static void mark(ConnectionInformation connection) {
        connection.getConnectionAttributeStore().putAsString(MARK, "");
    }

    static boolean is(ConnectionInformation connection) {
        return connection.getConnectionAttributeStore().getAsString(MARK).isPresent();
    }
}
