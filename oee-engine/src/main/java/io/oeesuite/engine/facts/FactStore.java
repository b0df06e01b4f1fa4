package io.oeesuite.engine.facts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The facts of one machine, in the order of time. */
public interface FactStore {

    Placement put(Observation observation);

    /** The latest entry of the signal at or before the instant. */
    Optional<Entry> atOrBefore(Signal signal, long timeMs);

    /** The first entry of the signal after the instant. */
    Optional<Entry> after(Signal signal, long timeMs);

    /** The entries of the signal in the range, ascending. */
    List<Entry> in(Signal signal, TimeRange range);

    /** Whether there is any entry of the signal. */
    boolean hasAny(Signal signal);

    /** The time of the first observation of any signal, signs of life apart. */
    OptionalLong firstMs();

    /** The time of the last observation of any signal, signs of life apart. */
    OptionalLong lastMs();

    /** @return the time in which it may have changed whether the machine is reachable; empty when it has not */
    Optional<TimeRange> put(SessionFact session);

    /** The outage that began last, at or before the instant; it may be over by then. */
    Optional<Outage> outageAtOrBefore(long timeMs);

    /** The outages that begin in the range, ascending. */
    List<Outage> outagesIn(TimeRange range);

    /** From the first death since the last birth that the host saw; empty while the machine is online. */
    Optional<Outage> openOutage();

    /** The session fact that the host saw last. */
    Optional<SessionFact> lastSession();
}
