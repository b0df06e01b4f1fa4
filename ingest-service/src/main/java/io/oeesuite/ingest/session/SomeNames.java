package io.oeesuite.ingest.session;

import java.util.ArrayList;
import java.util.List;

/** Names for people to read: the first of however many, and no more than the beginning of each. */
final class SomeNames {
    private static final int MOST = 10;
    private static final int LONGEST = 200;

    private final List<String> first = new ArrayList<>(0);
    private int count;

    void add(String name) {
        count++;
        if (first.size() < MOST) {
            first.add(name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…");
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** {@code [a, b]}, {@code [a, b, …] and 7 more}. */
    @Override
    public String toString() {
        int more = count - first.size();
        return more == 0 ? first.toString() : first + " and " + more + " more";
    }
}
