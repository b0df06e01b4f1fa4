package io.oeesuite.localstack;

import java.nio.file.Path;

/** A server of the stack. It comes back on the same port with the same data, however it went. */
public interface Server {

    /** What people call it, as in "Kafka". */
    String name();

    /**
     * Returns once the server answers; does nothing when it runs already.
     *
     * @throws LocalStackException with the last lines of the log when it ends early or does not answer in time
     */
    void start();

    /** Ends the server in good order and returns when it is gone; does nothing when it does not run. */
    void stop();

    /** Ends the server as a power cut would (SIGKILL) and returns when it is gone; does nothing when it does not run. */
    void kill();

    boolean isRunning();

    /** The id of its process; while it runs. */
    long pid();

    /** Where its output goes. */
    Path log();
}
