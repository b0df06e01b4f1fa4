package io.oeesuite.auth.audit;

/**
 * Something that is kept.
 *
 * @param action what was tried, as {@code device-created} or {@code authenticate}
 * @param actor a person, a program, or the client that asks for itself
 * @param subject the client id or the name that it is about
 * @param address of the client, as the broker tells it; empty for what people do
 * @param outcome {@code done}, {@code deny} or {@code locked}
 * @param reason why, or what exactly; never a secret
 */
public record AuditEntry(String action, String actor, String subject, String address, String outcome, String reason) {

    /** What somebody has changed over REST. */
    public static AuditEntry done(String action, String actor, String subject, String what) {
        return new AuditEntry(action, actor, subject, "", "done", what);
    }
}
