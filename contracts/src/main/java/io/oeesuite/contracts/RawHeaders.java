package io.oeesuite.contracts;

/** Names of the record headers on {@link Topic#RAW}. Numbers are decimal text in UTF-8. */
public final class RawHeaders {
    /** The MQTT topic, in UTF-8. */
    public static final String MQTT_TOPIC = "mqtt.topic";
    /** The MQTT quality of service, 0, 1 or 2. */
    public static final String MQTT_QOS = "mqtt.qos";
    /** "1" when the broker sent it as retained, absent otherwise. */
    public static final String MQTT_RETAINED = "mqtt.retained";
    /** "1" when the broker may have sent it before (MQTT's DUP), absent otherwise. */
    public static final String MQTT_DUP = "mqtt.dup";
    /**
     * The MQTT client id that ingest-service received it as, with {@code @host:port} of the broker where it takes from several at once. Messages of one receiver lie in the log in the order in which the broker delivered them; those of
     * several may have overtaken each other.
     */
    public static final String MQTT_RECEIVER = "mqtt.receiver";
    /** When ingest-service received it, milliseconds since 1970 UTC. */
    public static final String RECEIVE_TIME = "receive.time";

    private RawHeaders() {}
}
