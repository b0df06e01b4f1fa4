package io.oeesuite.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics that rules and dashboards may rely on, {@code deploy/monitoring/metrics.csv}, beside what a service really tells. */
public final class ExposedMetrics {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*})? [-+0-9.eENaInf]+");

    private final List<Line> lines;

    private ExposedMetrics(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /** The list in this repository. */
    public static ExposedMetrics listed(Path repository) {
        try (Stream<String> lines = Files.lines(repository.resolve("deploy/monitoring/metrics.csv"))) {
            return new ExposedMetrics(lines.skip(1).map(Line::of).toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** All names. */
    public Set<String> names() {
        return lines.stream().map(Line::metric).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of those that are there at any time. */
    public Set<String> always() {
        return lines.stream().filter(Line::always).map(Line::metric).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The metrics that a service should tell at any time, and does not.
     *
     * @param scraped what it says at {@code /q/metrics}
     */
    public Set<String> missing(String service, String scraped) {
        Set<String> told = told(scraped);
        return lines.stream()
                .filter(line -> line.service().equals(service) && line.always() && !told.contains(line.metric()))
                .map(Line::metric)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The metrics of ours that a service tells and that are not listed: nobody would look at them.
     *
     * @param scraped what it says at {@code /q/metrics}
     */
    public Set<String> unlisted(String service, String scraped) {
        Set<String> unlisted = told(scraped);
        unlisted.removeIf(name -> !name.startsWith("oee_"));
        lines.stream()
                .filter(line -> line.service().equals(service))
                .map(Line::metric)
                .forEach(unlisted::remove);
        return unlisted;
    }

    private static Set<String> told(String scraped) {
        return scraped.lines()
                .map(SAMPLE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(sample -> sample.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private record Line(String service, String metric, boolean always) {
        static Line of(String text) {
            String[] cells = text.split(",");
            return new Line(cells[0], cells[1], cells[2].equals("always"));
        }
    }
}
