package io.oeesuite.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SecretFileTest {

    @TempDir
    Path folder;

    @Test
    void makesWhatIsMissingAndKeepsWhatIsThere() {
        SecretFile file = new SecretFile(folder.resolve("new/secrets.properties"));

        Map<String, String> first = file.keep(List.of("anna"), SecretFile::forPerson, "people");
        Map<String, String> more = file.keep(List.of("anna", "bert"), SecretFile::forPerson, "people");
        Map<String, String> fewer = file.keep(List.of("bert"), SecretFile::forPerson, "people");
        Map<String, String> again = file.keep(List.of("anna", "bert"), SecretFile::forPerson, "people");

        assertThat(more).containsAllEntriesOf(first).hasSize(2).doesNotContainValue(null);
        assertThat(more.get("bert")).isNotEqualTo(more.get("anna")).hasSize(16);
        assertThat(fewer).containsOnlyKeys("bert");
        assertThat(again).isEqualTo(more);
    }

    @Test
    void onlyItsOwnerCanReadIt() throws Exception {
        Path path = folder.resolve("secrets.properties");

        new SecretFile(path).keep(List.of("one"), SecretFile::forProgram, "secrets");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void secretsOfProgramsAreLongAndDiffer() {
        assertThat(SecretFile.forProgram()).matches("[0-9a-f]{48}").isNotEqualTo(SecretFile.forProgram());
    }
}
