package io.oeesuite.auth.protection;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often one may try; {@code application.properties} says which variable sets which. */
@ConfigMapping(prefix = "oee.auth.protection")
public interface ProtectionConfig {
    /** Failures of a client id from one address until that pair is locked. */
    @WithDefault("5")
    int failuresOfPair();

    /** Failures from one address, of whatever client ids, until the address is locked. */
    @WithDefault("50")
    int failuresOfAddress();

    /** Failures of a client id from all addresses until it is locked, except where it came from before. */
    @WithDefault("100")
    int failuresOfClient();

    /** After this long a failure no longer counts. */
    @WithDefault("PT10M")
    Duration window();

    /** How long the first lock-out lasts; each further one twice as long. */
    @WithDefault("PT1M")
    Duration firstLock();

    /** The longest lock-out. */
    @WithDefault("PT1H")
    Duration longestLock();

    /** Connections a second of one client, and how many at once. */
    @WithDefault("1")
    double clientRate();

    @WithDefault("20")
    int clientBurst();

    /** Connections a second from one address without a certificate, and how many at once. */
    @WithDefault("100")
    double addressRate();

    @WithDefault("1000")
    int addressBurst();

    /** Addresses behind which there are many: load balancers, gateways. Nothing is counted for them as a whole. */
    Optional<Set<String>> sharedAddresses();

    /** How many clients, addresses and pairs are watched, each; the least recent are forgotten. */
    @WithDefault("100000")
    int watched();
}
