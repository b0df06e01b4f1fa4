package io.oeesuite.analytics.reading;

import java.util.List;

import io.vertx.mutiny.sqlclient.Tuple;

/** Machines as the first three parameters of a query: number, where the question ends for it, start of its stop that has outgrown the threshold. */
final class MachineArrays {
    private MachineArrays() {}

    static Tuple of(List<KnownMachine> machines, long toMs, long nowMs) {
        Integer[] ids = new Integer[machines.size()];
        Long[] ends = new Long[machines.size()];
        Long[] outgrown = new Long[machines.size()];
        for (int i = 0; i < ids.length; i++) {
            KnownMachine machine = machines.get(i);
            ids[i] = machine.id();
            ends[i] = machine.endOf(toMs, nowMs);
            outgrown[i] = machine.live()
                    .openStop()
                    .filter(stop -> nowMs >= stop.outgrowsAtMs())
                    .map(OpenStop::fromMs)
                    .orElse(null);
        }
        return Tuple.tuple().addArrayOfInteger(ids).addArrayOfLong(ends).addArrayOfLong(outgrown);
    }
}
