package io.oeesuite.localstack.demo;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a health page of MicroProfile says, in one line. */
final class HealthPage {

    private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
    private static final Pattern DOWN = Pattern.compile("\"name\":\\s*" + TEXT
            + ",\\s*\"status\":\\s*\"DOWN\"(?:,\\s*\"data\":\\s*\\{((?:" + TEXT + "|[^\"}])*)})?");
    private static final Pattern CAUSE = Pattern.compile("\"(?:problem|waitingFor)\":\\s*" + TEXT);

    private HealthPage() {}

    /** The checks that are not content, each with what it gives as the problem or says it is waiting for. */
    static String complaints(String page) {
        String down = DOWN.matcher(page).results().map(HealthPage::complaint).collect(Collectors.joining("; "));
        return down.isEmpty() ? "it does not say why" : down;
    }

    private static String complaint(MatchResult check) {
        String causes = Optional.ofNullable(check.group(2)).stream()
                .flatMap(data -> CAUSE.matcher(data).results())
                .map(cause -> cause.group(1).replaceAll("\\\\(.)", "$1"))
                .distinct()
                .collect(Collectors.joining(", "));
        return causes.isEmpty() ? check.group(1) : check.group(1) + " (" + causes + ")";
    }
}
