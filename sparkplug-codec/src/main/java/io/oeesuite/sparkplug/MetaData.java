package io.oeesuite.sparkplug;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a metric says about its value, above all about a File or a part of one.
 *
 * @param size bytes of the value; multi-part: of all parts
 * @param seq number of this part, from 0
 */
public record MetaData(
        boolean multiPart,
        Optional<String> contentType,
        OptionalLong size,
        OptionalLong seq,
        Optional<String> fileName,
        Optional<String> fileType,
        Optional<String> md5,
        Optional<String> description) {

    public static final MetaData EMPTY = new MetaData(
            false,
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
