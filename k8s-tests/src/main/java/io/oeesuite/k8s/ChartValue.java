package io.oeesuite.k8s;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of the chart that a comment {@code # -- } speaks of.
 *
 * @param section title of the section it stands in
 * @param path its keys, separated by dots
 * @param fallback what stands there as the default
 * @param meaning the comment
 */
record ChartValue(String section, String path, String fallback, String meaning) {
    private static final Pattern SECTION = Pattern.compile("# ── (.+?) ─*");
    private static final Pattern COMMENT = Pattern.compile(" *# (-- )?(.*)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z0-9-]*):(?: (.*))?");

    /** All of them, in the order of {@code values.yaml}. A comment without {@code --} goes on with the one before it. */
    static List<ChartValue> of(List<String> lines) {
        List<ChartValue> values = new ArrayList<>();
        Deque<String> keys = new ArrayDeque<>();
        String section = "";
        StringBuilder comment = new StringBuilder();
        for (String line : lines) {
            Matcher title = SECTION.matcher(line);
            Matcher remark = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (title.matches()) {
                section = title.group(1);
            } else if (remark.matches()) {
                if (remark.group(1) != null) {
                    comment.setLength(0);
                } else if (!comment.isEmpty()) {
                    comment.append(' ');
                }
                if (remark.group(1) != null || !comment.isEmpty()) {
                    comment.append(remark.group(2));
                }
            } else if (key.matches()) {
                int depth = key.group(1).length() / 2;
                while (keys.size() > depth) {
                    keys.removeLast();
                }
                keys.addLast(key.group(2));
                if (!comment.isEmpty()) {
                    String fallback = Optional.ofNullable(key.group(3)).orElse("");
                    values.add(new ChartValue(section, String.join(".", keys), fallback, comment.toString()));
                    comment.setLength(0);
                }
            } else {
                comment.setLength(0);
            }
        }
        return List.copyOf(values);
    }
}
