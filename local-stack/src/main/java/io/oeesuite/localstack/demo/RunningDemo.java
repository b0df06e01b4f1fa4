package io.oeesuite.localstack.demo;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** The demo of this clone as another process sees it. */
final class RunningDemo {

    private static final int NOTHING_RUNS = 3;
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 100;

    private final RunFile file;
    private final PrintStream out;

    RunningDemo(RunFile file, PrintStream out) {
        this.file = file;
        this.out = out;
    }

    /** Ends it and returns when no process of it is left. */
    int stop() throws InterruptedException {
        Optional<RunFile.Run> run = file.read();
        if (run.isEmpty()) {
            out.println("The demo does not run");
            return 0;
        }
        file.supervisor().ifPresent(ProcessHandle::destroy);
        Collection<ProcessHandle> processes = run.get().processes().values();
        if (!gone(processes)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            out.println("Some processes did not end by themselves and were killed");
        }
        file.end();
        out.println("Ended");
        return 0;
    }

    /** 0 when all of it is ready. */
    int status() {
        Optional<RunFile.Run> run = file.read();
        if (run.isEmpty()) {
            out.println("The demo does not run; ./oee demo starts it");
            return NOTHING_RUNS;
        }
        Table table = new Table("Process", "Id", "State");
        boolean ready = run.get().ready() && run.get().ended().isEmpty();
        for (var entry : run.get().processes().entrySet()) {
            Optional<String> health = Optional.ofNullable(run.get().health().get(entry.getKey()));
            boolean well =
                    health.map(page -> DemoService.isReady(URI.create(page))).orElse(true);
            ready = ready && well;
            String state = health.isPresent() ? (well ? "ready" : "not ready") : "running";
            table.row(entry.getKey(), String.valueOf(entry.getValue().pid()), state);
        }
        run.get().ended().forEach(name -> table.row(name, "", "ended"));
        out.print(table.text());
        out.println(ready ? "Ready" : run.get().ready() ? "Not ready" : "Starting");
        return ready ? 0 : 1;
    }

    private static boolean gone(Collection<ProcessHandle> processes) throws InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
