package io.oeesuite.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class LocalStackTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    @TempDir
    Path folder;

    /** A program that starts PostgreSQL, says its port, and waits for ever. */
    public static final class Owner {

        private Owner() {}

        public static void main(String[] arguments) throws InterruptedException {
            LocalStack stack = LocalStack.start(LocalStack.options().postgres());
            System.out.println("port " + stack.postgresPort() + ".");
            Thread.sleep(Duration.ofDays(1));
        }
    }

    @Test
    void leavesNothingBehindWhenClosed() throws IOException {
        LocalStack stack = LocalStack.start(LocalStack.options().postgres());
        ProcessHandle server = ProcessHandle.of(stack.postgres().pid()).orElseThrow();
        List<Path> folders = foldersOf(ProcessHandle.current().pid());

        stack.close();

        assertThat(server.isAlive()).isFalse();
        assertThat(FreePort.isFree(stack.postgresPort())).isTrue();
        assertThat(folders).isNotEmpty().noneMatch(Files::exists);
    }

    @Test
    void endsWithTheProcessThatStartedIt() throws Exception {
        JavaProcess owner = owner();
        owner.start();
        owner.awaitOutput(".", LIMIT);
        int port = Integer.parseInt(
                Files.readString(folder.resolve("owner.log")).replaceAll("(?s).*port (\\d+)\\..*", "$1"));
        assertThat(FreePort.isFree(port)).isFalse();
        assertThat(foldersOf(owner.pid())).isNotEmpty();

        owner.kill();

        await().atMost(LIMIT).until(() -> FreePort.isFree(port));
        // nobody was left to delete its folder: the next one does
        Path next = TemporaryFolder.create();
        assertThat(foldersOf(owner.pid())).isEmpty();
        TemporaryFolder.delete(next);
    }

    @Test
    void saysWhyAServerDoesNotStartAndLeavesNoneRunning() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StackOptions taken = LocalStack.options()
                    .postgres()
                    .directory(folder)
                    .ports(new StackPorts(0, other.getLocalPort(), 0, 0, 0, 0));

            assertThatThrownBy(() -> LocalStack.start(taken))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("PostgreSQL ended while starting")
                    .hasMessageContaining("Address already in use");
        }
        assertThat(folder.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void tellsServicesWhereTheServersAre() {
        LocalStack stack = LocalStack.prepare(
                LocalStack.options().kafka().directory(folder).ports(new StackPorts(9092, 0, 0, 0, 0, 0)));

        assertThat(stack.environment()).isEqualTo(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"));
        assertThatThrownBy(stack::postgresPort)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without POSTGRES");
        stack.close();
    }

    private JavaProcess owner() {
        String[] classPath = System.getProperty("java.class.path").split(":");
        return new JavaProcess(new JavaProcess.Command(
                "owner",
                Stream.of(classPath).map(Path::of).toList(),
                Owner.class.getName(),
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"),
                List.of(),
                Map.of(),
                folder.resolve("owner.log")));
    }

    private static List<Path> foldersOf(long process) throws IOException {
        try (Stream<Path> files = Files.list(TEMPORARY)) {
            return files.filter(file -> file.getFileName().toString().startsWith("oee-stack-" + process + "-"))
                    .toList();
        }
    }
}
