package io.oeesuite.auth.credential;

import java.time.Instant;
import java.util.Optional;

/** What a credential is worth. */
public sealed interface Verdict {

    /** @param until when it ends to be; none: nobody knows yet */
    record Right(Optional<Instant> until) implements Verdict {}

    /** @param why for the audit; the client is never told */
    record Wrong(String why) implements Verdict {}

    /** It could not be found out in time. */
    record TooBusy() implements Verdict {}
}
