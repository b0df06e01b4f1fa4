package io.oeesuite.sparkplug;

import java.util.Optional;
import java.util.OptionalLong;

/** Reads the meta data of a metric. */
final class MetaDataReader {
    private MetaDataReader() {}

    static MetaData read(int outerTag, Decoding decoding) throws MalformedPayloadException {
        WireReader in = decoding.in();
        int outer = in.enter(outerTag);
        boolean multiPart = false;
        Optional<String> contentType = Optional.empty();
        OptionalLong size = OptionalLong.empty();
        OptionalLong seq = OptionalLong.empty();
        Optional<String> fileName = Optional.empty();
        Optional<String> fileType = Optional.empty();
        Optional<String> md5 = Optional.empty();
        Optional<String> description = Optional.empty();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (WireType.field(tag)) {
                case Fields.META_IS_MULTI_PART -> multiPart = in.bool(tag);
                case Fields.META_CONTENT_TYPE -> contentType = Optional.of(decoding.string(tag));
                case Fields.META_SIZE -> size = OptionalLong.of(in.varint(tag));
                case Fields.META_SEQ -> seq = OptionalLong.of(in.varint(tag));
                case Fields.META_FILE_NAME -> fileName = Optional.of(decoding.string(tag));
                case Fields.META_FILE_TYPE -> fileType = Optional.of(decoding.string(tag));
                case Fields.META_MD5 -> md5 = Optional.of(decoding.string(tag));
                case Fields.META_DESCRIPTION -> description = Optional.of(decoding.string(tag));
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return new MetaData(multiPart, contentType, size, seq, fileName, fileType, md5, description);
    }
}
