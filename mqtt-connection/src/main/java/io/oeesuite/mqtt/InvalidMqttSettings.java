package io.oeesuite.mqtt;

/** A setting that keeps the connection from being safe or possible. The message is one line: which, what is wrong, what to do. */
public final class InvalidMqttSettings extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidMqttSettings(String setting, String problem, String remedy) {
        super(setting + ": " + problem + ". " + remedy + ".");
    }
}
