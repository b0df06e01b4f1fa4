package io.oeesuite.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.oeesuite.contracts.Topic;
import io.oeesuite.mqttaccess.EmqxAcl;
import io.oeesuite.mqttaccess.PolicySettings;

/** The files that are made from others: the chart's policy of the broker, its topics and README, and the manifests of each file of {@code ci}. */
public final class GeneratedFiles {
    /** The files of values in {@code ci}, without {@code -values.yaml}. */
    public static final List<String> SITES = List.of("small", "production", "existing-infrastructure");

    private GeneratedFiles() {}

    /** Each file's text by its path. The manifests are rendered from the files that lie there, so write the others first. */
    public static Map<Path, String> of(Chart chart) {
        Map<Path, String> files = new LinkedHashMap<>(inputs(chart));
        SITES.forEach(site ->
                files.put(chart.repository().resolve("k8s/rendered/" + site + ".yaml"), manifests(chart, site)));
        return files;
    }

    private static Map<Path, String> inputs(Chart chart) {
        Path folder = chart.folder();
        return Map.of(
                folder.resolve("files/emqx/acl.conf"),
                new EmqxAcl(PolicySettings.defaults()).text(List.of()),
                folder.resolve("files/kafka/topics.csv"),
                topics(),
                folder.resolve("README.md"),
                ChartReadme.of(
                        read(chart.repository().resolve("k8s/README.text.md")),
                        read(folder.resolve("values.yaml")).lines().toList()));
    }

    /** The topics of {@code contracts}, a line each: name, partitions, settings. */
    private static String topics() {
        return Stream.of(Topic.values())
                .map(topic -> Stream.concat(
                                Stream.of(topic.topicName(), String.valueOf(topic.partitions())),
                                topic.settings().entrySet().stream()
                                        .map(setting -> setting.getKey() + "=" + setting.getValue()))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", "topic,partitions,settings\n", "\n"));
    }

    private static String manifests(Chart chart, String site) {
        return "# Made by ./oee k8s from k8s/oee-suite/ci/" + site + "-values.yaml, not to be edited.\n"
                + chart.render(site, Map.of("helmTest.enabled", false)).strip() + "\n";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes them all. */
    public static void main(String... repository) throws IOException {
        Chart chart = new Chart(Path.of(repository[0]).toAbsolutePath());
        write(inputs(chart));
        write(of(chart));
    }

    private static void write(Map<Path, String> files) throws IOException {
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            Files.writeString(file.getKey(), file.getValue());
        }
    }
}
