package io.oeesuite.sparkplug;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The rule for a group, edge node, device or host id: not empty, valid UTF-8, and none of the characters that MQTT reserves. */
final class TopicPart {
    private TopicPart() {}

    /** What is wrong with the id, as the end of a sentence; empty when it is good. */
    static Optional<String> problemOf(String id) {
        if (id.isEmpty()) {
            return Optional.of("is empty");
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '/' || c == '+' || c == '#' || c == 0) {
                return Optional.of("contains the reserved character " + (c == 0 ? "U+0000" : "'" + c + "'"));
            }
        }
        return isEncodable(id) ? Optional.empty() : Optional.of("is not valid UTF-8");
    }

    static String requireValid(String name, String id) {
        problemOf(id).ifPresent(problem -> {
            throw new IllegalArgumentException(name + " id \"" + id + "\" " + problem);
        });
        return id;
    }

    // A decoder that replaces broken bytes leaves U+FFFD behind: two different ids would become one.
    private static boolean isEncodable(String id) {
        if (id.indexOf('\uFFFD') >= 0) {
            return false;
        }
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(id));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
