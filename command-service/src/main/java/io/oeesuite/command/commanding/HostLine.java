package io.oeesuite.command.commanding;

import java.util.concurrent.CompletableFuture;

import io.oeesuite.command.host.HostStep;
import io.oeesuite.command.plant.SourceId;

/** The way to edge nodes, through the host's sessions. */
record HostLine(HostStep host) implements Dispatcher.Line {
    @Override
    public boolean canSend() {
        return host.canSend();
    }

    @Override
    public CompletableFuture<Void> send(SourceId target, CommandMessage message) {
        return host.send(target.group(), target.node(), message.topic(), message.payload());
    }
}
