package io.oeesuite.simulator.link;

import java.time.Duration;

/** Runs something later, on whatever thread. */
public interface Delay {

    void after(Duration time, Runnable task);
}
