package io.oeesuite.systemtests.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what looks like a secret: private keys, tokens of known shapes, and long random values that are assigned to something named like a secret. It errs on the side of
 * a finding: what is none is on the list of exceptions, with the reason.
 */
final class SecretScan {
    private static final Set<String> SECRET_FILES = Set.of("key", "p12", "pfx", "jks", "keystore", "kdbx");

    /** The dashes apart from the words: the scan looks at its own source too. */
    private static final String DASHES = "-".repeat(5);

    private static final Map<String, Pattern> SHAPES = new TreeMap<>(Map.of(
            "private key",
                    Pattern.compile(
                            DASHES + "BEGIN ([A-Z]+ )*PRIVATE KEY" + DASHES + "(\\\\n|\\s|\")*[A-Za-z0-9+/]{40}"),
            "AWS access key", Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"),
            "GitHub token", Pattern.compile("\\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})\\b"),
            "GitLab token", Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20}\\b"),
            "Slack token", Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{20,}"),
            "Vault token", Pattern.compile("\\bhvs\\.[A-Za-z0-9_-]{24,}"),
            "enrolment token", Pattern.compile("\\boee_enrol_[A-Za-z0-9_-]{43}"),
            "JSON web token", Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"),
            "password in an address", Pattern.compile("\\b[a-z]+://[^/\\s:@\"'${}%<]+:[^/\\s:@\"'${}%<]{6,}@[a-z]")));

    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?i)(password|passwd|passphrase|secret|token|api[_-]?key|credential)[\\w.-]{0,20}[\"']?\\s*[:=]\\s*[\"']?([A-Za-z0-9+/_=-]{20,})");

    /** Bits per character: words have less, random base64 and base62 more. */
    private static final double RANDOM = 4.0;

    private SecretScan() {}

    /** @param line from 1 */
    record Finding(String file, int line, String what) {}

    static List<Finding> scan(String file, String text) {
        List<Finding> findings = new ArrayList<>();
        String ending = file.substring(file.lastIndexOf('.') + 1);
        if (SECRET_FILES.contains(ending)) {
            findings.add(new Finding(file, 1, "a file of keys"));
        }
        SHAPES.forEach((what, shape) -> {
            Matcher matcher = shape.matcher(text);
            while (matcher.find()) {
                findings.add(new Finding(file, line(text, matcher.start()), what));
            }
        });
        Matcher assignment = ASSIGNMENT.matcher(text);
        while (assignment.find()) {
            if (entropy(assignment.group(2)) >= RANDOM && assignment.group(2).matches(".*\\d.*")) {
                findings.add(
                        new Finding(file, line(text, assignment.start()), "a random value for " + assignment.group(1)));
            }
        }
        return findings;
    }

    /** Shannon's, of the characters. */
    static double entropy(String text) {
        return -text.chars()
                .distinct()
                .mapToDouble(
                        letter -> text.chars().filter(each -> each == letter).count() / (double) text.length())
                .map(share -> share * Math.log(share) / Math.log(2))
                .sum();
    }

    private static int line(String text, int at) {
        return (int) text.substring(0, at).lines().count() + (at == 0 || text.charAt(at - 1) == '\n' ? 1 : 0);
    }
}
