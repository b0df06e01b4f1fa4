package io.oeesuite.mqttaccess;

import java.util.List;

import io.oeesuite.mqttaccess.cases.AccessCase;
import io.oeesuite.mqttaccess.cases.AccessCases;
import io.oeesuite.mqttaccess.cases.Enforcer;

/** The table, tried on a policy. */
record PolicyTrial(AccessCases table, AccessPolicy policy) {

    /** The cases that come out otherwise. */
    List<AccessCase> wrong(Enforcer as) {
        return table.all().stream()
                .filter(one -> isAllowed(one) != one.allowedBy(as))
                .toList();
    }

    private boolean isAllowed(AccessCase one) {
        var client = table.client(one.clientId());
        return switch (one.action()) {
            case PUBLISH -> policy.publish(client, one.topic()).isAllowed();
            case SUBSCRIBE -> policy.subscribe(client, one.topic()).isAllowed();
        };
    }
}
