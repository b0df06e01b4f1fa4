package io.oeesuite.command.commanding;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import io.oeesuite.sparkplug.DataType;

/** Data types as the specification writes them: {@code Int32}, {@code UInt64}, {@code DateTime}. */
public final class DataTypeNames {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("INT", "Int"),
            Map.entry("UINT", "UInt"),
            Map.entry("DATETIME", "DateTime"),
            Map.entry("DATASET", "DataSet"),
            Map.entry("UUID", "UUID"));

    private DataTypeNames() {}

    public static String of(DataType type) {
        return Arrays.stream(type.name().split("_")).map(DataTypeNames::word).collect(Collectors.joining());
    }

    private static String word(String part) {
        String letters = part.replaceAll("\\d", "");
        String digits = part.substring(letters.length());
        String word = WORDS.getOrDefault(
                letters, letters.charAt(0) + letters.substring(1).toLowerCase(java.util.Locale.ROOT));
        return word + digits;
    }
}
