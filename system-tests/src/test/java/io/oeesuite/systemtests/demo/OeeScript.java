package io.oeesuite.systemtests.demo;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.oeesuite.localstack.FreePort;

/** {@code ./oee} with a folder and ports of its own, so that it disturbs no demo that runs beside it. */
public final class OeeScript {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final long PATIENCE_MINUTES = 8;

    private final Path local;
    private final Map<String, String> settings = new HashMap<>();

    public record Outcome(int code, String output) {}

    public OeeScript(Path local) {
        this.local = local;
        settings.put("OEE_LOCAL_DIR", local.toString());
        // the build that runs this test has built it
        settings.put("OEE_BUILD", "no");
        settings.put("OEE_IGNORE_MEMORY", "true");
        for (String server : List.of(
                "ANALYTICS",
                "COMMAND",
                "AUTH",
                "INGEST",
                "ALERT",
                "SIMULATOR",
                "MQTT",
                "WEBSOCKET",
                "KAFKA",
                "POSTGRES",
                "KEYCLOAK")) {
            settings.put("OEE_" + server + "_PORT", String.valueOf(FreePort.next()));
        }
    }

    public int port(String server) {
        return Integer.parseInt(settings.get("OEE_" + server + "_PORT"));
    }

    /** A variable of its environment from now on. */
    public void set(String name, String value) {
        settings.put(name, value);
    }

    List<Integer> ports() {
        return settings.entrySet().stream()
                .filter(setting -> setting.getKey().endsWith("_PORT"))
                .map(setting -> Integer.valueOf(setting.getValue()))
                .toList();
    }

    public Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./oee"));
        command.addAll(List.of(arguments));
        Path output = local.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                // to a file: what stays in the background must not hold a pipe open
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MQTT_"));
        builder.environment().putAll(settings);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("did not end: " + command + "\n" + Files.readString(output));
        }
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    /** Name to process, of all that the demo says it has started; empty when it does not run. */
    public Map<String, ProcessHandle> processes() throws IOException {
        Path file = local.resolve("demo.properties");
        Map<String, ProcessHandle> processes = new TreeMap<>();
        if (!Files.exists(file)) {
            return processes;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        properties.forEach((key, value) -> {
            if (key.toString().startsWith("process.")) {
                long pid = Long.parseLong(value.toString().split(" ")[0]);
                ProcessHandle.of(pid)
                        .ifPresent(process -> processes.put(key.toString().substring("process.".length()), process));
            }
        });
        return processes;
    }
}
