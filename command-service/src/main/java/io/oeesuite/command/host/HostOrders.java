package io.oeesuite.command.host;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether operators want the host online; on all replicas alike, as the log of commands says. Online until somebody says otherwise. */
@ApplicationScoped
public class HostOrders {
    private volatile boolean online = true;

    public boolean wantOnline() {
        return online;
    }

    public void want(boolean wanted) {
        online = wanted;
    }
}
