package io.oeesuite.simulator.plant;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Walks a machine through its states: the present one, how long it lasts, and those that follow by themselves. Refuses a step that PackML forbids. */
final class PackMlUnit {

    private final Deque<Phase> ahead = new ArrayDeque<>();
    private PackMlState state;
    private long secondsLeft;

    PackMlUnit(Memory memory) {
        state = memory.state();
        secondsLeft = memory.secondsLeft();
        ahead.addAll(memory.ahead());
    }

    PackMlState state() {
        return state;
    }

    /** One second passes. */
    void tick() {
        if (secondsLeft == Phase.FOREVER) {
            return;
        }
        secondsLeft--;
        if (secondsLeft <= 0) {
            enter(ahead.isEmpty() ? Phase.until(state) : ahead.pop());
        }
    }

    /** Forgets what was ahead, and enters the first of these phases at once, the others after it. */
    void go(Phase first, Phase... then) {
        ahead.clear();
        ahead.addAll(List.of(then));
        enter(first);
    }

    Memory memory() {
        return new Memory(state, secondsLeft, List.copyOf(ahead));
    }

    private void enter(Phase phase) {
        if (state != phase.state() && !state.mayBecome(phase.state())) {
            throw new IllegalStateException("PackML knows no step from " + state + " to " + phase.state());
        }
        state = phase.state();
        secondsLeft = phase.seconds();
    }

    /** What must be kept to go on later where the unit is now. */
    record Memory(PackMlState state, long secondsLeft, List<Phase> ahead) {

        static final Memory IDLE = new Memory(PackMlState.IDLE, Phase.FOREVER, List.of());

        Memory {
            ahead = List.copyOf(ahead);
        }
    }
}
