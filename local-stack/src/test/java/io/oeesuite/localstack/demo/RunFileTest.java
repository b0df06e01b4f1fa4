package io.oeesuite.localstack.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunFileTest {

    @TempDir
    Path folder;

    @Test
    void knowsTheProcessesThatLive() {
        RunFile file = RunFile.of(new DemoFolder(folder));
        file.begin();
        file.add("me", ProcessHandle.current().pid(), Optional.of("http://127.0.0.1:1/q/health/ready"));
        file.add("nobody", Long.MAX_VALUE, Optional.empty());

        RunFile.Run run = file.read().orElseThrow();

        assertThat(run.processes()).containsOnlyKeys("supervisor", "me");
        assertThat(run.ended()).containsExactly("nobody");
        assertThat(run.health()).containsKey("me");
        assertThat(run.ready()).isFalse();
        file.ready();
        assertThat(file.read().orElseThrow().ready()).isTrue();
        file.end();
        assertThat(file.read()).isEmpty();
    }

    @Test
    void doesNotTakeAnotherProcessWithTheSameIdForOurs() throws IOException {
        DemoFolder clone = new DemoFolder(folder);
        RunFile file = RunFile.of(clone);
        Files.createDirectories(clone.local());
        Files.writeString(
                file.file(), "process.supervisor=" + ProcessHandle.current().pid() + " 2001-01-01T00\\:00\\:00Z\n");

        assertThat(file.read()).isEmpty();
    }

    @Test
    void statusShowsWhatHasEndedAndIsNotReady() {
        RunFile file = RunFile.of(new DemoFolder(folder));
        file.begin();
        file.add("ingest-service", Long.MAX_VALUE, Optional.empty());
        file.ready();
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        assertThat(new RunningDemo(file, new PrintStream(said, true)).status()).isEqualTo(1);

        assertThat(said.toString()).containsPattern("ingest-service +ended").contains("Not ready");
    }

    @Test
    void remembersTheBrokerForWhoComesLater() throws IOException {
        RunFile file = RunFile.of(new DemoFolder(folder));
        file.begin();

        file.broker(OptionalInt.of(8884));
        assertThat(Files.readAllLines(file.file())).contains("broker=local", "broker.port=8884");

        file.begin();
        file.broker(OptionalInt.empty());
        assertThat(Files.readAllLines(file.file()))
                .contains("broker=external")
                .noneMatch(line -> line.startsWith("broker.port"));
    }

    @Test
    void statusSaysWhenNothingRuns() throws InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        RunningDemo demo = new RunningDemo(RunFile.of(new DemoFolder(folder)), new PrintStream(said, true));

        assertThat(demo.status()).isEqualTo(3);
        assertThat(demo.stop()).isZero();
        assertThat(said.toString()).contains("The demo does not run");
    }
}
