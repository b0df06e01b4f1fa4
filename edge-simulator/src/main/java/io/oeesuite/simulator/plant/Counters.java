package io.oeesuite.simulator.plant;

/** The two counters of a machine, which roll over beyond their maximum as those of a PLC do. */
final class Counters {

    private long maximum;
    private long total;
    private long rejects;

    Counters(long total, long rejects, long maximum) {
        this.total = total;
        this.rejects = rejects;
        this.maximum = maximum;
    }

    long total() {
        return total;
    }

    long rejects() {
        return rejects;
    }

    long maximum() {
        return maximum;
    }

    void add(int made, int rejected) {
        total = (total + made) % (maximum + 1);
        rejects = (rejects + rejected) % (maximum + 1);
    }

    void set(long newTotal, long newRejects) {
        total = newTotal;
        rejects = newRejects;
    }
}
