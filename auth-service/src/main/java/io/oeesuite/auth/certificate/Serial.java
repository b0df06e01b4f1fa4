package io.oeesuite.auth.certificate;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Serial numbers as programs write them: in upper or lower case, with colons or without, with zeros before. */
final class Serial {
    /** RFC 5280 allows 20 bytes, here with their colons, and some zeros. */
    private static final Pattern WRITTEN = Pattern.compile("[0-9a-fA-F:]{1,80}");

    private Serial() {}

    /** As {@link IssuedCertificate#serial} has it; empty for what is no hexadecimal number. */
    static Optional<String> normal(String written) {
        return Optional.of(written)
                .filter(text -> WRITTEN.matcher(text).matches())
                .map(text -> text.replace(":", "").toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", ""))
                .filter(text -> !text.isEmpty());
    }
}
