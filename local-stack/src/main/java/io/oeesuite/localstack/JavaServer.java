package io.oeesuite.localstack;

import java.nio.file.Path;

/** A server that is one process of Java; what is left to each is when it answers. */
public abstract class JavaServer implements Server {
    private final JavaProcess process;

    protected JavaServer(JavaProcess.Command command) {
        this.process = new JavaProcess(command);
    }

    /**
     * Waits until the started process answers.
     *
     * @throws LocalStackException when it ends or does not answer in time; {@link #start} kills it then
     */
    protected abstract void awaitAnswer(JavaProcess process);

    /** What must be there before the process starts. */
    protected void prepare() {}

    protected final JavaProcess process() {
        return process;
    }

    @Override
    public final String name() {
        return process.command().name();
    }

    @Override
    public void start() {
        if (isRunning()) {
            return;
        }
        prepare();
        process.start();
        try {
            awaitAnswer(process);
        } catch (LocalStackException failed) {
            process.kill();
            throw failed;
        }
    }

    @Override
    public final void stop() {
        process.stop();
    }

    @Override
    public final void kill() {
        process.kill();
    }

    @Override
    public final boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public final long pid() {
        return process.pid();
    }

    @Override
    public final Path log() {
        return process.command().log();
    }
}
