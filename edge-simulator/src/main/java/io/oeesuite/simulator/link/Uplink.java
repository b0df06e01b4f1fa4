package io.oeesuite.simulator.link;

import java.util.concurrent.CompletionStage;

import io.oeesuite.sparkplug.Bytes;

/** The connection of an edge node to a broker, as the node sees it. Called from one thread at a time; calls the listener from any. */
public interface Uplink {

    /**
     * Connects, and keeps coming back when the connection is lost, until {@link #leave}. Subscribes to the commands and the primary host before it says that it
     * is connected (tck-id-message-flow-edge-node-ncmd-subscribe, tck-id-message-flow-device-dcmd-subscribe).
     *
     * @param skip how many brokers of the list to pass over: 1 goes to the next one
     */
    void open(Listener listener, int skip);

    /** Publishes data or a birth. Completes once the broker has it; fails when the connection is lost before that is certain. */
    CompletionStage<Void> publish(String topic, byte[] payload);

    /** Says farewell with this message at QoS 1, then DISCONNECT, so that the broker does not publish the will. Ends {@link #open}. */
    CompletionStage<Void> leave(Farewell farewell);

    /** DISCONNECT without a word. Ends {@link #open}. */
    CompletionStage<Void> leave();

    /** Cuts the connection as a network failure does, so that the broker publishes the will. Ends {@link #open}. */
    CompletionStage<Void> drop();

    /** How many brokers there are to choose from. */
    int brokers();

    /** What happens to the connection. */
    interface Listener {

        /** The will of the connection that is about to be made; asked anew for each. */
        Farewell will();

        void connected(String broker);

        void lost(String problem);

        /** An attempt to connect has failed; there will be another. */
        void refused(String problem);

        void message(String broker, String topic, byte[] payload);
    }

    /** A will. */
    record Farewell(String topic, Bytes payload) {}
}
