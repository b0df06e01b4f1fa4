package io.oeesuite.auth.protection;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A lock-out that holds.
 *
 * @param kind {@code client-and-address}, {@code address} or {@code client}
 * @param times how many there were in a row
 */
@RegisterForReflection
@JsonInclude(Include.NON_EMPTY)
record LockOut(String kind, String client, String address, Instant since, Instant until, int times) {

    static LockOut of(Limits.NewLock locked) {
        Target target = locked.target();
        Lock lock = locked.lock();
        return new LockOut(
                target.kind(), target.clientId(), target.address(), lock.since(), lock.until(), lock.times());
    }
}
