package io.oeesuite.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs the main class named by the first argument, and ends the process in good order when standard input ends: that is
 * when the process that started this one has gone, however it went.
 */
public final class Leash {

    private static final Duration GRACE = Duration.ofSeconds(15);

    private Leash() {}

    public static void main(String[] arguments) throws Throwable {
        InputStream parent = System.in;
        System.setIn(InputStream.nullInputStream());
        daemon("leash", () -> endWhenClosed(parent));
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static void endWhenClosed(InputStream parent) {
        try {
            parent.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // as good as closed
        }
        daemon("leash-grace", Leash::haltAfterGrace);
        System.exit(0);
    }

    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
