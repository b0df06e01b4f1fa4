package io.oeesuite.k8s;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What lies in the repository is what would be made now. */
class GeneratedFilesTest {
    @TestFactory
    Stream<DynamicTest> areAsTheyWouldBeMadeNow() {
        Path repository = Repository.folder();
        return GeneratedFiles.of(new Chart(repository)).entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(
                        repository.relativize(file.getKey()).toString(), () -> isUpToDate(file)));
    }

    private static void isUpToDate(Map.Entry<Path, String> file) throws Exception {
        assertThat(Files.readString(file.getKey()))
                .as(
                        "%s is not what would be made now: run ./oee k8s",
                        file.getKey().getFileName())
                .isEqualTo(file.getValue());
    }
}
