package io.oeesuite.analytics.engine;

import java.nio.ByteBuffer;
import java.util.Optional;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LiveState;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.SessionFact;
import io.oeesuite.engine.facts.Signal;

/** What a machine is doing now. Only what it says as it happens counts: history and what comes late never move it. */
final class LiveView {
    /** The current speed is no signal of the ledger; a sign of life is no news. */
    private static final int SPEED = Signal.HEARD.ordinal();

    private static final int KEPT = SPEED + 1;

    private final long[] lastMs;
    private final LiveState.Builder state;

    private LiveView(long[] lastMs, LiveState.Builder state) {
        this.lastMs = lastMs;
        this.state = state;
    }

    static LiveView unknown() {
        return new LiveView(new long[KEPT], LiveState.newBuilder());
    }

    static LiveView read(ByteBuffer bytes) {
        long[] lastMs = new long[KEPT];
        for (int i = 0; i < lastMs.length; i++) {
            lastMs[i] = bytes.getLong();
        }
        try {
            return new LiveView(lastMs, LiveState.parseFrom(bytes).toBuilder());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the state store holds a live state that cannot be read", e);
        }
    }

    byte[] toBytes() {
        byte[] packed = state.build().toByteArray();
        ByteBuffer bytes = ByteBuffer.allocate(lastMs.length * Long.BYTES + packed.length);
        for (long last : lastMs) {
            bytes.putLong(last);
        }
        return bytes.put(packed).array();
    }

    LiveState state() {
        return state.build();
    }

    boolean isOnline() {
        return state.getOnline();
    }

    /** @param session the birth or death that the event is, or comes to */
    void take(MachineEvent event, Optional<SessionFact> session, EventFacts facts, EngineModels models) {
        session.ifPresent(turn -> session(turn.online(), turn.timeMs()));
        boolean news = session.isPresent();
        for (Observation observation : facts.observations()) {
            news |= observation.signal() != Signal.HEARD && !observation.historical() && take(observation);
        }
        for (MetricValue metric : event.getMetricsList()) {
            news |= models.names(metric.getTimeMs()).isSpeed(metric.getName())
                    && !metric.getHistorical()
                    && speed(metric);
        }
        if (news) {
            state.setLastEventMs(Math.max(state.getLastEventMs(), event.getEventTimeMs()))
                    .setLastReceiveMs(Math.max(state.getLastReceiveMs(), event.getReceiveTimeMs()));
        }
    }

    /** @param bucket where its time goes by its own words; offline there is no data */
    void bucket(LedgerBucket bucket) {
        state.setBucket(state.getOnline() ? bucket : LedgerBucket.LEDGER_BUCKET_NO_DATA);
    }

    /** Nothing has been heard of it for too long. */
    void silentSince(long timeMs) {
        session(false, timeMs);
        state.setBucket(LedgerBucket.LEDGER_BUCKET_NO_DATA);
    }

    private void session(boolean online, long timeMs) {
        if (state.getOnline() != online) {
            state.setOnline(online).setSinceMs(timeMs);
        }
    }

    private boolean take(Observation observation) {
        int signal = observation.signal().ordinal();
        if (observation.timeMs() < lastMs[signal]) {
            return false;
        }
        lastMs[signal] = observation.timeMs();
        switch (observation.value()) {
            case FactValue.Whole whole -> whole(observation, whole.code());
            case FactValue.Decimal decimal -> state.setDesignSpeed(decimal.number());
            case FactValue.Text text -> text(observation.signal(), text.text());
        }
        return true;
    }

    private void whole(Observation observation, int number) {
        switch (observation.signal()) {
            case STATE -> {
                if (!state.hasState() || state.getState() != number) {
                    state.setState(number).setSinceMs(observation.timeMs());
                }
            }
            case MODE -> state.setMode(number);
            case TOTAL, DEFECT, REASON, PRODUCT, ORDER, DESIGN_SPEED, HEARD -> {}
        }
    }

    private void text(Signal signal, String text) {
        switch (signal) {
            case REASON -> state.setReason(text);
            case PRODUCT -> state.setProduct(text);
            case ORDER -> state.setOrder(text);
            case STATE, MODE, TOTAL, DEFECT, DESIGN_SPEED, HEARD -> {}
        }
    }

    private boolean speed(MetricValue metric) {
        if (metric.getTimeMs() < lastMs[SPEED] || metric.getValueCase() == MetricValue.ValueCase.VALUE_NOT_SET) {
            return false;
        }
        try {
            FactValue value = MetricReading.of(Signal.DESIGN_SPEED, metric);
            lastMs[SPEED] = metric.getTimeMs();
            state.setSpeed(((FactValue.Decimal) value).number());
            return true;
        } catch (UnusableFact noSpeed) {
            return false;
        }
    }
}
