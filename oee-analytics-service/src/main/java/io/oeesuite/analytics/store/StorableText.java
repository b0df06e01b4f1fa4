package io.oeesuite.analytics.store;

/** Text from machines as PostgreSQL can hold it: it has no character 0. */
final class StorableText {
    private StorableText() {}

    static String of(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}
