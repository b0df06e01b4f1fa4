package io.oeesuite.mqtt;

/** A message from the broker. */
public interface InboundMessage {
    String topic();

    /** The bytes themselves, not a copy: whoever changes them changes the message. */
    byte[] payload();

    /** 0 or 1. */
    int qos();

    /** Whether the broker sent it because it was retained, not because it was just published. */
    boolean retained();

    /** Whether the broker may have sent it before. */
    boolean duplicate();

    /**
     * Says that the message is taken care of. From any thread, once or more often. Until then it counts as in flight, at QoS 0 too, and the broker keeps it at QoS 1.
     *
     * <p>The broker gets the acknowledgements in the order of the messages, as MQTT demands: one that comes early waits. After the connection was
     * lost it reaches nobody: the broker sends the message again.
     */
    void acknowledge();
}
