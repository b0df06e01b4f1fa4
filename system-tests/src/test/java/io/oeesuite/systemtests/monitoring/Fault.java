package io.oeesuite.systemtests.monitoring;

import java.util.List;

/**
 * What goes wrong, and the alerts that must tell of it. Faults of one round happen side by side, the rounds one after the other, so that none makes the alerts of a
 * later one fire before its time.
 */
enum Fault {
    A_CERTIFICATE_ENDS_IN_20_DAYS(0, Faults::noteCertificateOf20Days, Faults::revoke, "CertificateExpiresIn30Days"),
    A_CERTIFICATE_ENDS_IN_3_DAYS(0, Faults::noteCertificateOf3Days, Faults::revoke, "CertificateExpiresIn7Days"),
    /** It is good for 62 minutes here, and falls below an hour after two: nothing but time does that. */
    NOBODY_MAKES_A_NEW_REVOCATION_LIST(0, Faults::letTimePass, Faults::revoke, "RevocationListEnds"),

    KAFKA_HALTS_FOR_SECONDS(
            1, Faults::haltKafka, Faults::nothing, "IngestDelayBudgetBurnsFast", "IngestDelayBudgetBurnsSlowly"),

    /** One notification was decided six minutes ago, as if alert-sender had been away: nobody need wait for them. */
    THE_MAIL_SERVER_IS_AWAY(2, Faults::tellOverMail, Faults::startMailServer, "AlertChannelFailing", "AlertsUntold"),
    AN_EDGE_NODE_SAYS_WHAT_IS_NO_SPARKPLUG(2, Faults::sayGarbage, Faults::nothing, "DeadLetters"),
    SOMEBODY_WRITES_GARBAGE_TO_KAFKA(2, Faults::writeGarbage, Faults::nothing, "UnreadableRecords"),
    POSTGRESQL_IS_KILLED_WHILE_RESULTS_COME(
            2,
            Faults::killPostgres,
            Faults::nothing,
            "StoreLag",
            "BoardFreshnessBudgetBurnsFast",
            "BoardFreshnessBudgetBurnsSlowly"),

    INGEST_IS_KILLED_AND_COMES_BACK_TO_A_FLOOD(
            3,
            Faults::killIngest,
            Faults::nothing,
            "ServiceDown",
            "CompletenessBudgetBurnsFast",
            "CompletenessBudgetBurnsSlowly",
            "IngestLag"),
    ANALYTICS_IS_KILLED_AND_COMES_BACK_TO_A_FLOOD(3, Faults::killAnalytics, Faults::nothing, "EngineLag"),

    UNKNOWN_EDGE_NODES_SPEAK(4, Faults::startStorm, Faults::endWhatGoesOn, "RebirthStorm"),
    THE_RAW_LOG_TAKES_NO_RECORD(5, Faults::closeRawLog, Faults::openRawLog, "KafkaRefusesMessages"),
    ANOTHER_USES_THE_CLIENT_ID_OF_INGEST(6, Faults::startTwin, Faults::endWhatGoesOn, "IngestConnectionUnstable"),

    ONE_OF_THE_BROKERS_IS_KILLED(7, Faults::killMosquitto, Faults::startMosquitto, "BackendServerUnhealthy"),
    THE_OTHER_BROKER_IS_KILLED(
            7, Faults::killBroker, Faults::startBroker, "BackendUnhealthy", "IngestDisconnected", "HostOffline");

    /** Something is done to the suite. */
    interface Step {
        void on(Faults faults) throws Exception;
    }

    private final int round;
    private final Step begin;
    private final Step end;
    private final List<String> alerts;

    Fault(int round, Step begin, Step end, String... alerts) {
        this.round = round;
        this.begin = begin;
        this.end = end;
        this.alerts = List.of(alerts);
    }

    /** From 0 on; those of round 0 begin first and go on until all others are over. */
    int round() {
        return round;
    }

    List<String> alerts() {
        return alerts;
    }

    void begin(Faults faults) throws Exception {
        begin.on(faults);
    }

    void end(Faults faults) throws Exception {
        end.on(faults);
    }
}
