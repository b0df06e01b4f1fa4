package io.oeesuite.mqttaccess;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * An MQTT topic filter, level by level: {@code +} stands for any one level, {@code #} at the end for any number of
 * levels, also none. A topic without wildcards is a filter too. Empty levels are levels: {@code a//b} is not {@code a/b}.
 */
public record TopicFilter(List<String> levels) {

    /** The longest topic or filter, in bytes of UTF-8 (MQTT 5, 1.5.4). */
    public static final int MAX_BYTES = 65_535;

    private static final String ONE = "+";
    private static final String REST = "#";

    /** @throws MalformedTopicException when the levels break a rule of MQTT about wildcards */
    public TopicFilter {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new MalformedTopicException("a topic has at least one level");
        }
        for (int level = 0; level < levels.size(); level++) {
            checkWildcards(levels.get(level), level == levels.size() - 1);
        }
    }

    /**
     * Reads a filter.
     *
     * @throws MalformedTopicException when it is empty, too long, has characters that topics may not have, or a wildcard where none may be
     */
    public static TopicFilter of(String text) {
        checkCharacters(text);
        return new TopicFilter(split(text));
    }

    /**
     * Reads the topic of a publish, which has no wildcards.
     *
     * @throws MalformedTopicException as for a filter, and for a wildcard
     */
    public static TopicFilter ofTopic(String text) {
        if (text.indexOf('+') >= 0 || text.indexOf('#') >= 0) {
            throw new MalformedTopicException("nobody publishes to a topic with a wildcard");
        }
        return of(text);
    }

    /**
     * Whether every topic that matches the other matches this one too. Topics of the broker's own, which begin with a
     * dollar sign, are covered by a filter that names their first level only.
     */
    public boolean covers(TopicFilter other) {
        return covers(other, String::equals);
    }

    /**
     * As {@link #covers(TopicFilter)}, with another meaning of levels that are no wildcards.
     *
     * @param means whether a level of this filter is, or stands for, one of the other
     */
    boolean covers(TopicFilter other, BiPredicate<String, String> means) {
        if (isWildcard(levels.getFirst()) && other.levels.getFirst().startsWith("$")) {
            return false;
        }
        int level = 0;
        while (level < levels.size() && level < other.levels.size()) {
            String mine = levels.get(level);
            String theirs = other.levels.get(level);
            if (mine.equals(REST)) {
                return true;
            }
            if (mine.equals(ONE) ? theirs.equals(REST) : !means.test(mine, theirs)) {
                return false;
            }
            level++;
        }
        if (level < levels.size()) {
            // a/# stands for a as well
            return level == levels.size() - 1 && levels.get(level).equals(REST);
        }
        return level == other.levels.size();
    }

    @Override
    public String toString() {
        return String.join("/", levels);
    }

    private static boolean isWildcard(String level) {
        return level.equals(ONE) || level.equals(REST);
    }

    private static void checkWildcards(String level, boolean last) {
        if (level.length() > 1 && (level.indexOf('+') >= 0 || level.indexOf('#') >= 0)) {
            throw new MalformedTopicException("a wildcard is a level of its own");
        }
        if (level.equals(REST) && !last) {
            throw new MalformedTopicException("# is the last level only");
        }
    }

    /** Control characters may be refused by MQTT's rules (1.5.4): here they are, as they forge lines of logs. */
    private static void checkCharacters(String text) {
        if (text.isEmpty()) {
            throw new MalformedTopicException("a topic is not empty");
        }
        long bytes = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            if (Character.isISOControl(character)) {
                throw new MalformedTopicException("a topic has no control characters");
            }
            if (Character.getType(character) == Character.SURROGATE || isNoCharacter(character)) {
                throw new MalformedTopicException("a topic has only characters of Unicode");
            }
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            at += Character.charCount(character);
        }
        if (bytes > MAX_BYTES) {
            throw new MalformedTopicException("a topic has at most " + MAX_BYTES + " bytes");
        }
    }

    private static boolean isNoCharacter(int character) {
        return (character & 0xFFFE) == 0xFFFE || character >= 0xFDD0 && character <= 0xFDEF;
    }

    private static List<String> split(String text) {
        List<String> levels = new ArrayList<>();
        int begin = 0;
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', begin)) {
            levels.add(text.substring(begin, slash));
            begin = slash + 1;
        }
        levels.add(text.substring(begin));
        return levels;
    }
}
