package io.oeesuite.mqttaccess.cases;

/** What a client asks to do. */
public enum Action {
    PUBLISH,
    SUBSCRIBE
}
