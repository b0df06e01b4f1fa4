package io.oeesuite.contracts;

import com.google.protobuf.ByteString;

/** One well-filled message of each kind. */
final class ContractMother {
    private static final SourcePosition SOURCE =
            SourcePosition.newBuilder().setPartition(3).setOffset(4711).build();

    private ContractMother() {}

    static MachineEvent machineEvent() {
        return MachineEvent.newBuilder()
                .setGroup("BOTTLING")
                .setNode("edge_PLANT01-LINE01")
                .setDevice("FILLER")
                .setKind(EventKind.EVENT_KIND_DATA)
                .setEventTimeMs(1_724_932_200_000L)
                .setReceiveTimeMs(1_724_932_200_123L)
                .setAppendTimeMs(1_724_932_200_125L)
                .setSource(SOURCE)
                .setBdSeq(255)
                .setSeq(17)
                .addMetrics(metric("a", 1).setIntValue(-5))
                .addMetrics(metric("b", 8).setUintValue(-1L))
                .addMetrics(metric("c", 9).setFloatValue(1.5f))
                .addMetrics(metric("d", 10).setDoubleValue(0.1).setHistorical(true))
                .addMetrics(metric("e", 11).setBoolValue(true).setTransient(true))
                .addMetrics(metric("f", 12).setStringValue("Ü"))
                .addMetrics(metric("g", 17).setBytesValue(ByteString.copyFrom(new byte[] {0, -1})))
                .addMetrics(metric("h", 16).setSparkplugValue(ByteString.copyFromUtf8("x")))
                .addMetrics(metric("i", 3).setQuality(500))
                .build();
    }

    static Birth birth() {
        return Birth.newBuilder()
                .setGroup("g")
                .setNode("n")
                .setDevice("d")
                .setBdSeq(0)
                .setBirthTimeMs(1)
                .setReceiveTimeMs(2)
                .setOnline(true)
                .setSinceMs(3)
                .setSource(SOURCE)
                .addMetrics(BirthMetric.newBuilder()
                        .setName("m")
                        .setDatatype(10)
                        .setAlias(0)
                        .setValue(metric("m", 10).setDoubleValue(2)))
                .build();
    }

    static RebirthRequest rebirthRequest() {
        return RebirthRequest.newBuilder()
                .setGroup("g")
                .setNode("n")
                .setCause(RebirthCause.REBIRTH_CAUSE_SEQUENCE_GAP)
                .setDetail("seq 17 expected, 21 received")
                .setTimeMs(9)
                .setSource(SOURCE)
                .build();
    }

    static Command command() {
        return Command.newBuilder()
                .setId("c1")
                .setKind(CommandKind.COMMAND_KIND_WRITE)
                .setGroup("g")
                .setNode("n")
                .setDevice("d")
                .addMetrics(metric("m", 10).setDoubleValue(2))
                .setActor("anna")
                .setReason("slower")
                .setAcceptedMs(10)
                .setExpiresMs(20)
                .setPriority(CommandPriority.COMMAND_PRIORITY_HIGH)
                .setCritical(true)
                .setPartOf("c0")
                .setHostId("PRIMARY-HOST")
                .build();
    }

    static CommandOutcome commandOutcome() {
        return CommandOutcome.newBuilder()
                .setCommandId("c1")
                .setGroup("g")
                .setNode("n")
                .setDevice("d")
                .setStatus(CommandStatus.COMMAND_STATUS_REJECTED)
                .setTimeMs(11)
                .setActor("ben")
                .setProblem("target-offline")
                .setDetail("offline since 9")
                .setRefused(command())
                .setHostId("PRIMARY-HOST")
                .build();
    }

    static MachineModel machineModel() {
        return MachineModel.newBuilder()
                .setEquipment("g/n/d")
                .setValidFromMs(1)
                .setTimeZone("Europe/Berlin")
                .setProductionDayStartMinute(360)
                .setMinorStopThresholdMs(120_000)
                .setSilenceLimitMs(600_000)
                .setTotalCounterMax(65_535)
                .setDefectCounterMax(32_767)
                .putIdealCycleMs("A", 1000.5)
                .putStateBuckets(6, LedgerBucket.LEDGER_BUCKET_RUN)
                .putModeBuckets(3, LedgerBucket.LEDGER_BUCKET_SETUP)
                .putReasonBuckets("17", LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN)
                .setNoOrderBucket(LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN)
                .setChargeNoData(true)
                .setSpreadGapCounts(true)
                .setMetricNames(MetricNames.newBuilder().setState("State"))
                .setActor("anna")
                .setReason("first set-up")
                .build();
    }

    static LedgerChange ledgerChange() {
        return LedgerChange.newBuilder()
                .setEquipment("g/n/d")
                .setFromMs(10_000)
                .setToMs(20_000)
                .addIntervals(LedgerInterval.newBuilder()
                        .setFromMs(10_000)
                        .setToMs(20_000)
                        .setBucket(LedgerBucket.LEDGER_BUCKET_MINOR_STOP)
                        .setState(9)
                        .setMode(1)
                        .setReason("7")
                        .setProduct("A")
                        .setOrder("O1")
                        .setStopFromMs(10_000)
                        .setOutgrowsAtMs(130_000)
                        .setOnline(true))
                .setCountsFromMs(10_000)
                .setCountsToMs(20_000)
                .addCounts(CountSlot.newBuilder()
                        .setFromMs(10_000)
                        .setProduct("A")
                        .setOrder("O1")
                        .setTotal(5)
                        .setReject(1)
                        .setHasIdeal(true)
                        .setIdealTotalMs(5000)
                        .setIdealGoodMs(4000)
                        .addFlags(Flag.FLAG_COUNTER_RESET))
                .setLive(LiveState.newBuilder()
                        .setOnline(true)
                        .setSinceMs(10_000)
                        .setState(9)
                        .setBucket(LedgerBucket.LEDGER_BUCKET_MINOR_STOP)
                        .setSpeed(0)
                        .setLastEventMs(20_000))
                .setCause(ChangeCause.CHANGE_CAUSE_LATE)
                .setSource(SOURCE)
                .setAppendTimeMs(30_000)
                .build();
    }

    static OeeResult oeeResult() {
        return OeeResult.newBuilder()
                .setEquipment("g/n/d")
                .setWindow(Window.WINDOW_HOUR)
                .setStartMs(0)
                .setEndMs(3_600_000)
                .setVersion(2)
                .setCause(ChangeCause.CHANGE_CAUSE_HISTORICAL)
                .setDecidedMs(3_605_000)
                .setSource(SOURCE)
                .setComplete(true)
                .setTotals(LedgerTotals.newBuilder()
                        .setRunMs(3_600_000)
                        .setTotalCount(10)
                        .setHasIdeal(true)
                        .setIdealTotalMs(10_000)
                        .setIdealGoodMs(10_000))
                .addFlags(Flag.FLAG_CONFLICT)
                .build();
    }

    static ClockTick clockTick() {
        return ClockTick.newBuilder().setTimeMs(30_000).build();
    }

    static HostHealth hostHealth() {
        return HostHealth.newBuilder()
                .setService("ingest-service")
                .setClientId("analytics_INGEST-0")
                .setTimeMs(1)
                .setMqttConnected(true)
                .setInFlight(3)
                .build();
    }

    static Alert alert() {
        return Alert.newBuilder()
                .setId("9b2f6a0e-6f3c-3d0e-8d0b-0c6f3a1b2c3d")
                .setEquipment("g/n/d")
                .setRule("machine-down")
                .setSeverity(AlertSeverity.ALERT_SEVERITY_CRITICAL)
                .setStatus(AlertStatus.ALERT_STATUS_RESOLVED)
                .setStartMs(10_000)
                .setRaisedMs(315_000)
                .setResolvedMs(400_000)
                .setClosedBy("anna")
                .setLimitMs(300_000)
                .setState(9)
                .setReason("7")
                .setProduct("A")
                .setOrder("O1")
                .setSource(SOURCE)
                .addAlsoOpen(Alert.newBuilder()
                        .setId("0")
                        .setEquipment("g/n/d")
                        .setRule("no-data")
                        .setStatus(AlertStatus.ALERT_STATUS_OPEN))
                .build();
    }

    static Silence silence() {
        return Silence.newBuilder()
                .setId("s1")
                .setEquipment("g/n")
                .setRule("no-data")
                .setFromMs(1)
                .setToMs(2)
                .setWeekly(WeeklyWindow.newBuilder()
                        .addDays(6)
                        .addDays(7)
                        .setBeginMinute(1320)
                        .setEndMinute(360)
                        .setTimeZone("Europe/Berlin"))
                .setActor("anna")
                .setComment("cleaning")
                .build();
    }

    static Incident incident() {
        return Incident.newBuilder()
                .setAlert(alert())
                .setNotifiedMs(320_000)
                .addChannels("webhook")
                .addRoutes("all")
                .putEscalations("all", 1)
                .setAcknowledgement(Acknowledgement.newBuilder()
                        .setAlertId("9b2f6a0e-6f3c-3d0e-8d0b-0c6f3a1b2c3d")
                        .setEquipment("g/n/d")
                        .setActor("anna")
                        .setComment("on my way")
                        .setTimeMs(330_000))
                .setHeldBack(HeldBack.HELD_BACK_COOLDOWN)
                .setChangedMs(400_000)
                .putCalledMs("all", 320_000)
                .putEscalatedMs("all", 380_000)
                .setEpisode(1)
                .build();
    }

    static Notification notification() {
        return Notification.newBuilder()
                .setId("0:raised:webhook")
                .setChannel("webhook")
                .setCause(NotificationCause.NOTIFICATION_CAUSE_ESCALATED)
                .setLevel(1)
                .setAlert(alert())
                .setDecidedMs(1)
                .build();
    }

    static Delivery delivery() {
        return Delivery.newBuilder()
                .setNotificationId("0:raised:webhook")
                .setAlertId("0")
                .setEquipment("g/n/d")
                .setRule("no-data")
                .setChannel("webhook")
                .setCause(NotificationCause.NOTIFICATION_CAUSE_RAISED)
                .setStatus(DeliveryStatus.DELIVERY_STATUS_EXPIRED)
                .setAttempts(7)
                .setDetail("HTTP 503")
                .setTimeMs(2)
                .build();
    }

    private static MetricValue.Builder metric(String name, int datatype) {
        return MetricValue.newBuilder()
                .setName(name)
                .setDatatype(datatype)
                .setTimeMs(1)
                .setQuality(192);
    }
}
