package io.oeesuite.analytics.rest;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Answers as RFC 4180 writes them: the same fields as in JSON, one column each, those of nested objects with a dot, lists joined by a
 * semicolon, null empty.
 */
final class Csv {
    static final String MEDIA_TYPE = "text/csv";

    private static final String LINE_END = "\r\n";
    /** With these a spreadsheet would take text from a machine for a formula. */
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final ObjectMapper json;

    Csv(ObjectMapper json) {
        this.json = json;
    }

    /** @param rowType what a row is; where there are no rows it says the columns */
    String write(Object answer, Class<?> rowType) {
        JsonNode tree = json.valueToTree(answer);
        List<Map<String, String>> rows =
                tree.isArray() ? tree.valueStream().map(Csv::row).toList() : List.of(row(tree));
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        if (rows.isEmpty() && rowType.isRecord()) {
            addColumns(columns, "", rowType);
        }
        var text = new StringBuilder();
        appendLine(text, columns.stream().toList());
        rows.forEach(row -> appendLine(
                text,
                columns.stream().map(column -> row.getOrDefault(column, "")).toList()));
        return text.toString();
    }

    private static void addColumns(Set<String> columns, String prefix, Class<?> type) {
        for (RecordComponent field : type.getRecordComponents()) {
            String column = prefix + field.getName();
            if (field.getType().isRecord()) {
                addColumns(columns, column + ".", field.getType());
                continue;
            }
            columns.add(column);
        }
    }

    private static Map<String, String> row(JsonNode object) {
        Map<String, String> row = new LinkedHashMap<>();
        addFields(row, "", object);
        return row;
    }

    private static void addFields(Map<String, String> row, String prefix, JsonNode object) {
        object.properties().forEach(field -> {
            String column = prefix + field.getKey();
            if (field.getValue().isObject()) {
                addFields(row, column + ".", field.getValue());
                return;
            }
            row.put(column, text(field.getValue()));
        });
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            var joined = new StringJoiner(";");
            value.forEach(element -> joined.add(element.asText()));
            return joined.toString();
        }
        if (value.isTextual()) {
            String text = value.textValue();
            return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        }
        return value.isNull() ? "" : value.asText();
    }

    private static void appendLine(StringBuilder text, List<String> cells) {
        var line = new StringJoiner(",");
        cells.forEach(cell -> line.add(quoted(cell)));
        text.append(line).append(LINE_END);
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
