package io.oeesuite.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What Helm makes of the chart, once for all tests; the pod of {@code helm test} too, which Helm leaves out of what it prints. */
final class RenderedChart {
    private static final Chart CHART = new Chart(Repository.folder());
    private static final Map<String, List<Manifest>> SITES = new ConcurrentHashMap<>();

    private RenderedChart() {}

    static List<Manifest> of(String site) {
        return SITES.computeIfAbsent(site, RenderedChart::render);
    }

    static Manifest get(String site, String id) {
        return of(site).stream()
                .filter(manifest -> manifest.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " for " + site));
    }

    static Stream<Manifest> withPods(String site) {
        return of(site).stream().filter(manifest -> manifest.podSpec().isPresent());
    }

    /** Another folder with the chart, its links resolved. */
    static Path copyTo(Path folder) {
        try (Stream<Path> files = Files.walk(CHART.folder(), FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(CHART.folder().relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Manifest> render(String site) {
        try {
            Path root = Files.createTempDirectory("chart");
            copyTo(root.resolve("k8s/oee-suite"));
            Path test = root.resolve("k8s/oee-suite/templates/tests/birth-and-oee.yaml");
            Files.writeString(test, Files.readString(test).replace("helm.sh/hook:", "was-a-hook:"));
            return Manifest.allOf(new Chart(root).render(site));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
