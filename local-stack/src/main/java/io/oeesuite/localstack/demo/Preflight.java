package io.oeesuite.localstack.demo;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

import io.oeesuite.localstack.FreePort;
import io.oeesuite.localstack.LocalStackException;

/** What would go wrong later is said before anything is started. */
final class Preflight {

    private static final long MEGABYTE = 1024 * 1024;

    /** All processes together, with room for the system's caches. */
    private static final long NEEDED_MEGABYTES = 2700;

    private Preflight() {}

    /** @throws LocalStackException naming the first port somebody listens on */
    static void requirePorts(Map<String, Integer> ports) {
        ports.forEach((variable, port) -> {
            if (isTaken(port)) {
                throw new LocalStackException(
                        "Port " + port + " is taken by another program: end that, or move ours with " + variable + "="
                                + FreePort.next());
            }
        });
        if (ports.values().stream().distinct().count() < ports.size()) {
            throw new LocalStackException("Two servers were given the same port: " + ports);
        }
    }

    /** @throws LocalStackException when this machine has too little left */
    static void requireMemory(long available, Map<String, String> environment) {
        if (Boolean.parseBoolean(environment.get("OEE_IGNORE_MEMORY"))) {
            return;
        }
        if (available < NEEDED_MEGABYTES) {
            throw new LocalStackException("Too little memory: the demo needs " + NEEDED_MEGABYTES + " MB, " + available
                    + " MB are available. Close something, or try all the same with OEE_IGNORE_MEMORY=true");
        }
    }

    /** @throws LocalStackException naming the first service that is not packaged */
    static void requirePackaged(DemoFolder folder, List<String> services) {
        services.stream()
                .filter(service -> !Files.exists(folder.application(service)))
                .findFirst()
                .ifPresent(missing -> {
                    throw new LocalStackException(missing + " is not built: run ./oee demo, or ./mvnw package");
                });
    }

    private static boolean isTaken(int port) {
        if (!FreePort.isFree(port)) {
            return true;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException nobodyListens) {
            return false;
        }
    }

    /** What programs could still be given. */
    static long availableMegabytes() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long total = system.getTotalMemorySize() / MEGABYTE;
        OptionalLong ofMachine = available(Path.of("/proc/meminfo"));
        return ofMachine.isPresent() ? Math.min(ofMachine.getAsLong(), total) : total;
    }

    /** What Linux could give to programs without swapping; empty on other systems. */
    private static OptionalLong available(Path memoryInformation) {
        try (Stream<String> lines = Files.lines(memoryInformation)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }
}
