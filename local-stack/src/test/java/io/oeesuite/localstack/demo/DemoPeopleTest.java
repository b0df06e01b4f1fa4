package io.oeesuite.localstack.demo;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DemoPeopleTest {

    @TempDir
    Path clone;

    @Test
    void everybodyIsInTheTableWithThePasswordThatIsKept() throws Exception {
        DemoFolder folder = new DemoFolder(clone);

        DemoPeople people = DemoPeople.of(folder);

        assertThat(people.file()).startsWith(folder.local());
        assertThat(Files.readAllLines(people.file()).stream().filter(line -> !line.startsWith("#")))
                .hasSize(7)
                .allSatisfy(line -> assertThat(people.table()).contains(line.split("=")[0], line.split("=")[1]));
        assertThat(people.table()).containsPattern("viewer-plant01 +\\w{16} +viewer +PLANT01");
        assertThat(DemoPeople.of(folder).table()).isEqualTo(people.table());
    }

    @Test
    void aFreshDemoHasOtherPasswords() {
        DemoFolder folder = new DemoFolder(clone);
        String before = DemoPeople.of(folder).table();

        folder.wipe();

        assertThat(DemoPeople.of(folder).table()).isNotEqualTo(before);
    }
}
