package io.oeesuite.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class JavaProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    /** A program that starts another one and says its id, then both wait for ever. */
    public static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException {
            JavaProcess child = process("child", Path.of(arguments[0]), Sleeper.class);
            child.start();
            System.out.println("child " + child.pid() + ".");
            Thread.sleep(Duration.ofDays(1));
        }
    }

    public static final class Sleeper {

        private Sleeper() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("awake");
            Thread.sleep(Duration.ofDays(1));
        }
    }

    public static final class Broken {

        private Broken() {}

        public static void main(String[] arguments) {
            throw new IllegalStateException("this cannot work");
        }
    }

    @Test
    void endsWhenItsParentIsKilled() throws Exception {
        JavaProcess parent = process("parent", folder, Parent.class);
        parent.start();
        Path log = folder.resolve("parent.log");
        await().atMost(LIMIT).until(() -> Files.readString(log).contains("."));
        String said = Files.readString(log);
        ProcessHandle child = ProcessHandle.of(Long.parseLong(said.replaceAll("(?s).*child (\\d+)\\..*", "$1")))
                .orElseThrow();
        assertThat(child.isAlive()).isTrue();

        parent.kill();

        await().atMost(LIMIT).until(() -> !child.isAlive());
    }

    @Test
    void isNotEndedByACtrlCInTheTerminal() throws Exception {
        JavaProcess process = process("sleeper", folder, Sleeper.class);
        process.start();
        process.awaitOutput("awake", LIMIT);

        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid()))
                .start()
                .waitFor();

        assertThat(process.isRunning()).isTrue();
        process.stop();
        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void saysWhyItEndedWithTheEndOfItsLog() {
        JavaProcess process = process("broken", folder, Broken.class);
        process.start();

        assertThatThrownBy(() -> process.awaitOutput("never said", LIMIT))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("broken ended while starting")
                .hasMessageContaining("this cannot work")
                .hasMessageContaining(folder.resolve("broken.log").toString());
    }

    @Test
    void doesNotWaitForEver() {
        JavaProcess process = process("sleeper", folder, Sleeper.class);
        process.start();

        assertThatThrownBy(() -> process.awaitOutput("never said", Duration.ofSeconds(1)))
                .hasMessageContaining("sleeper did not answer within 1 s");
        process.kill();
    }

    private static JavaProcess process(String name, Path folder, Class<?> main) {
        Path tests = Path.of(JavaProcessTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return new JavaProcess(new JavaProcess.Command(
                name,
                List.of(tests),
                main.getName(),
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m"),
                List.of(folder.toString()),
                Map.of(),
                folder.resolve(name + ".log")));
    }
}
