package io.oeesuite.simulator.link;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BdSeqTest {

    @TempDir
    Path folder;

    // tck-id-topics-nbirth-bdseq-increment
    @Test
    void itBeginsWhereItIsToldAndGoesOnAfterARestart() {
        Optional<Path> file = Optional.of(folder.resolve("new").resolve("node.bdseq"));
        BdSeq first = new BdSeq(file, 0);
        assertThat(first.next()).isZero();
        assertThat(first.next()).isEqualTo(1);

        assertThat(new BdSeq(file, 0).next()).isEqualTo(2);
    }

    @Test
    void after255Comes0() {
        BdSeq bdSeq = new BdSeq(Optional.empty(), 255);

        assertThat(bdSeq.next()).isEqualTo(255);
        assertThat(bdSeq.next()).isZero();
    }

    @Test
    void aDamagedFileIsNoReasonToStop() throws Exception {
        Path file = Files.writeString(folder.resolve("node.bdseq"), "x");

        assertThat(new BdSeq(Optional.of(file), 3).next()).isEqualTo(3);
    }
}
