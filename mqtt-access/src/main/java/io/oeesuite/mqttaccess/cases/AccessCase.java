package io.oeesuite.mqttaccess.cases;

import java.util.Map;

/**
 * One case: what becomes of a client's wish.
 *
 * @param line of the table
 * @param clientId may be unusable, or a device on no record
 * @param topic of a publish, or the filter of a subscription; may be malformed
 * @param allowed what the policy says
 * @param otherwise where an enforcer cannot do what the policy says: what is true there
 */
public record AccessCase(
        int line, String clientId, Action action, String topic, boolean allowed, Map<Enforcer, Boolean> otherwise) {

    private static final int SHOWN = 80;

    public AccessCase {
        otherwise = Map.copyOf(otherwise);
    }

    /** What this enforcer answers. */
    public boolean allowedBy(Enforcer enforcer) {
        return otherwise.getOrDefault(enforcer, allowed);
    }

    /** The case in a line of its own, long texts cut, control characters as numbers. */
    @Override
    public String toString() {
        return "line %d: %s %s %s %s"
                .formatted(line, shown(clientId), allowed ? "may" : "may not", action, shown(topic));
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(character -> {
            if (Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE) {
                shown.append("\\u{").append(Integer.toHexString(character)).append('}');
            } else {
                shown.appendCodePoint(character);
            }
        });
        return text.isEmpty() ? "\"\"" : text.length() > SHOWN ? shown + "… (" + text.length() + ")" : shown.toString();
    }
}
