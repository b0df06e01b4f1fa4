package io.oeesuite.auth.enrolment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.credential.DevicePasswords;
import io.oeesuite.auth.credential.Verdict;
import io.oeesuite.auth.database.Remembered;
import io.oeesuite.auth.secret.EnrolmentToken;

/**
 * The tokens that are not spent, in memory, for the broker's questions. A device <em>is enrolling</em> while it has one and nothing better: no certificate that is good, no password. Only then the token opens
 * the broker to it, and only for asking for a certificate: whatever the broker says about how it was let in, what it may do follows from what is on record.
 */
@ApplicationScoped
public class UnspentTokens implements Remembered {
    static final String KIND = "enrolment";

    private static final byte[] NOBODYS = EnrolmentToken.hash(EnrolmentToken.next());

    private final Map<String, UnspentToken> tokens = new ConcurrentHashMap<>();
    private final DevicePasswords passwords;
    private final Clock clock;

    UnspentTokens(DevicePasswords passwords, Clock clock) {
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Also with a token that has ended: such a device has shown nothing since. */
    public boolean isEnrolling(String deviceId) {
        UnspentToken token = tokens.get(deviceId);
        return token != null && !token.isCertifiedAt(clock.instant()) && !passwords.has(deviceId);
    }

    /** Whether the device may connect with it. It is not used up; a device that does not exist takes as long. */
    public Verdict check(String deviceId, String presented) {
        Optional<UnspentToken> token = Optional.ofNullable(tokens.get(deviceId));
        byte[] hash = EnrolmentToken.hash(presented);
        boolean right = token.orElseGet(() -> new UnspentToken(deviceId, NOBODYS, Instant.MIN, Optional.empty()))
                .isOf(hash);
        if (token.isEmpty() || !right) {
            return new Verdict.Wrong("wrong-enrolment-token");
        }
        if (!token.get().isValidAt(clock.instant())) {
            return new Verdict.Wrong("enrolment-token-ended");
        }
        return isEnrolling(deviceId)
                ? new Verdict.Right(Optional.of(token.get().validUntil()))
                : new Verdict.Wrong("enrolment-token-beside-other-credential");
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void load(Connection database) throws SQLException {
        Map<String, UnspentToken> all = EnrolmentTable.unspent(database).stream()
                .collect(Collectors.toMap(UnspentToken::deviceId, Function.identity(), (_, later) -> later));
        tokens.putAll(all);
        tokens.keySet().retainAll(all.keySet());
    }

    @Override
    public void reload(Connection database, String deviceId) throws SQLException {
        EnrolmentTable.unspent(database, deviceId)
                .ifPresentOrElse(token -> tokens.put(deviceId, token), () -> tokens.remove(deviceId));
    }

    @Override
    public String toString() {
        return tokens.size() + " enrolment tokens";
    }
}
