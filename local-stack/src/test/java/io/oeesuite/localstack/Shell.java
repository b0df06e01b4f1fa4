package io.oeesuite.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the scripts of the repository as people do. */
record Shell(Map<String, String> environment) {

    /** The folder of the clone. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    record Outcome(int code, String output) {}

    Outcome run(List<String> command) throws IOException, InterruptedException {
        return in(ROOT, command);
    }

    Outcome in(Path folder, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // the settings of whoever runs the tests are not those of the test
        builder.environment().keySet().removeIf(name -> name.startsWith("MQTT_") || name.equals("OEE_LOCAL_DIR"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Did not end: " + command);
        }
        return new Outcome(process.exitValue(), output);
    }

    static boolean has(String program) {
        return find(program).findFirst().isPresent();
    }

    /** A folder for PATH with these programs and no other. */
    static Path onlyPrograms(Path folder, List<String> programs) throws IOException {
        Files.createDirectories(folder);
        for (String program : programs) {
            Path real = find(program).findFirst().orElseThrow(() -> new IllegalStateException("no " + program));
            Path script = Files.writeString(folder.resolve(program), "#!/bin/sh\nexec " + real + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }

    private static Stream<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }
}
