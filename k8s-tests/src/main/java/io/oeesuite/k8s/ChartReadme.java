package io.oeesuite.k8s;

import java.util.List;

/** The chart's README: a text, and a table of the values that their comments describe. */
final class ChartReadme {
    private static final String PLACE = "<!-- values -->\n";

    private ChartReadme() {}

    /**
     * The README.
     *
     * @param text the text around the table, with a line that says where it goes
     * @param values the lines of {@code values.yaml}
     */
    static String of(String text, List<String> values) {
        if (!text.contains(PLACE)) {
            throw new IllegalArgumentException("README.text.md does not say where the values go: " + PLACE.strip());
        }
        return text.replace(PLACE, table(ChartValue.of(values)));
    }

    private static String table(List<ChartValue> values) {
        StringBuilder table = new StringBuilder();
        String section = null;
        for (ChartValue value : values) {
            if (!value.section().equals(section)) {
                section = value.section();
                table.append(table.isEmpty() ? "" : "\n")
                        .append("### ")
                        .append(section)
                        .append("\n\n| Value | Default | |\n|---|---|---|\n");
            }
            table.append("| `%s` | %s | %s |\n"
                    .formatted(
                            value.path(),
                            value.fallback().isEmpty() ? "" : "`" + value.fallback() + "`",
                            value.meaning()));
        }
        return table.toString();
    }
}
