package io.oeesuite.analytics.rest;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Equipment whose path is a few typing mistakes away. */
final class SimilarNames {
    private static final int MOST = 3;
    private static final int MOST_COMPARED = 20_000;

    private SimilarNames() {}

    static List<String> of(String asked, Stream<String> machines) {
        var paths = new TreeSet<String>();
        machines.limit(MOST_COMPARED).forEach(machine -> addWithPrefixes(paths, machine));
        int tolerated = Math.max(2, asked.length() / 3);
        return paths.stream()
                .map(path ->
                        new Candidate(path, distance(asked.toLowerCase(Locale.ROOT), path.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() <= tolerated || endsWithAsked(candidate.path(), asked))
                .sorted(Comparator.comparing((Candidate candidate) -> !endsWithAsked(candidate.path(), asked))
                        .thenComparing(Candidate::distance)
                        .thenComparing(Candidate::path))
                .limit(MOST)
                .map(Candidate::path)
                .toList();
    }

    private static void addWithPrefixes(TreeSet<String> paths, String machine) {
        for (int slash = machine.indexOf('/'); slash >= 0; slash = machine.indexOf('/', slash + 1)) {
            paths.add(machine.substring(0, slash));
        }
        paths.add(machine);
    }

    /** A device asked for without its group and node. */
    private static boolean endsWithAsked(String path, String asked) {
        return path.toLowerCase(Locale.ROOT).endsWith("/" + asked.toLowerCase(Locale.ROOT));
    }

    /** Levenshtein: the number of characters to insert, remove or replace. */
    private static int distance(String one, String two) {
        int[] previous = new int[two.length() + 1];
        for (int j = 0; j <= two.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[two.length() + 1];
            current[0] = i;
            for (int j = 1; j <= two.length(); j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[two.length()];
    }

    private record Candidate(String path, int distance) {}
}
