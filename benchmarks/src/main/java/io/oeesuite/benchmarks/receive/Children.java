package io.oeesuite.benchmarks.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** JVMs that this one starts, all with the same options, and that end with it. */
final class Children {
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx256m");

    private final Queue<Process> started = new ConcurrentLinkedQueue<>();

    Children() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> started.forEach(Process::destroyForcibly)));
    }

    /** Starts one with this class path. */
    Process main(Class<?> program, Map<String, String> environment, List<String> arguments) throws IOException {
        return start(
                environment,
                Stream.concat(
                        Stream.of("-cp", System.getProperty("java.class.path"), program.getName()),
                        arguments.stream()));
    }

    Process jar(Path jar, Map<String, String> environment) throws IOException {
        return start(environment, Stream.of("-jar", jar.toString()));
    }

    private Process start(Map<String, String> environment, Stream<String> arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.of(Stream.of(java), OPTIONS.stream(), arguments)
                .flatMap(part -> part)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }
}
