package io.oeesuite.mqttaccess.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the table abbreviates. */
final class TableText {

    private static final Pattern NUMBERED = Pattern.compile("\\\\u\\{([0-9a-f]+)(?:\\*([0-9]+))?}");
    private static final String EMPTY = "\"\"";

    private TableText() {}

    /** The characters that are given by their numbers. */
    static String unescape(String text) {
        if (text.equals(EMPTY)) {
            return "";
        }
        return NUMBERED.matcher(text).replaceAll(number -> {
            String character = Character.toString(Integer.parseInt(number.group(1), 16));
            int times = number.group(2) == null ? 1 : Integer.parseInt(number.group(2));
            return Matcher.quoteReplacement(character.repeat(times));
        });
    }

    /** {@code x{a,b}y} is xay and xby; braces without a comma between them are braces. */
    static List<String> expand(String text) {
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
            int close = closing(text, open);
            List<String> choices = close < 0 ? List.of() : choices(text.substring(open + 1, close));
            if (choices.size() > 1) {
                String before = text.substring(0, open);
                List<String> after = expand(text.substring(close + 1));
                return choices.stream()
                        .flatMap(choice -> expand(choice).stream())
                        .flatMap(choice -> after.stream().map(rest -> before + choice + rest))
                        .toList();
            }
        }
        return List.of(text);
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int at = open; at < text.length(); at++) {
            depth += depthOf(text.charAt(at));
            if (depth == 0) {
                return at;
            }
        }
        return -1;
    }

    private static List<String> choices(String inside) {
        List<String> choices = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int at = 0; at < inside.length(); at++) {
            depth += depthOf(inside.charAt(at));
            if (depth == 0 && inside.charAt(at) == ',') {
                choices.add(inside.substring(begin, at));
                begin = at + 1;
            }
        }
        return Stream.concat(choices.stream(), Stream.of(inside.substring(begin)))
                .toList();
    }

    private static int depthOf(char character) {
        return switch (character) {
            case '{' -> 1;
            case '}' -> -1;
            default -> 0;
        };
    }
}
