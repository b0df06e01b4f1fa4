package io.oeesuite.mqttaccess;

import java.util.List;

/**
 * An MQTT topic filter, level by level: {@code +} stands for any one level, {@code #} at the end for any number of
 * levels, also none. A topic without wildcards is a filter too.
 */
public record TopicFilter(List<String> levels) {

    private static final String ONE = "+";
    private static final String REST = "#";

    public TopicFilter {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("A topic filter has at least one level");
        }
    }

    public static TopicFilter of(String text) {
        return new TopicFilter(List.of(text.split("/", -1)));
    }

    /**
     * Whether every topic that matches the other matches this one too. Topics of the broker's own, which begin with a
     * dollar sign, are covered by a filter that names their first level only.
     */
    public boolean covers(TopicFilter other) {
        boolean wildcardFirst = isWildcard(levels.getFirst());
        if (wildcardFirst && other.levels.getFirst().startsWith("$")) {
            return false;
        }
        return coversFrom(0, other);
    }

    private boolean coversFrom(int level, TopicFilter other) {
        if (level == levels.size()) {
            return level == other.levels.size();
        }
        String mine = levels.get(level);
        if (mine.equals(REST)) {
            return true;
        }
        if (level == other.levels.size()) {
            return false;
        }
        String theirs = other.levels.get(level);
        boolean levelCovered = mine.equals(ONE) ? !theirs.equals(REST) : mine.equals(theirs);
        return levelCovered && coversFrom(level + 1, other);
    }

    private static boolean isWildcard(String level) {
        return level.equals(ONE) || level.equals(REST);
    }
}
