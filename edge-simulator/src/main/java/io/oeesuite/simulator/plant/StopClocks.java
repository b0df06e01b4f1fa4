package io.oeesuite.simulator.plant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How much running time is left until each cause stops the machine again; exponentially distributed. */
final class StopClocks {

    private final List<StopCause> causes;
    private final double[] secondsLeft;

    StopClocks(List<StopCause> causes, List<Double> memory, RandomGenerator random) {
        this.causes = causes;
        secondsLeft = new double[causes.size()];
        for (int i = 0; i < secondsLeft.length; i++) {
            secondsLeft[i] = memory.size() == secondsLeft.length ? memory.get(i) : draw(causes.get(i), random);
        }
    }

    /** A second of running passes: the cause that stops the machine now, if one does. */
    Optional<StopCause> tick(RandomGenerator random) {
        for (int i = 0; i < secondsLeft.length; i++) {
            secondsLeft[i]--;
        }
        for (int i = 0; i < secondsLeft.length; i++) {
            if (secondsLeft[i] <= 0) {
                secondsLeft[i] = draw(causes.get(i), random);
                return Optional.of(causes.get(i));
            }
        }
        return Optional.empty();
    }

    List<Double> memory() {
        List<Double> memory = new ArrayList<>();
        for (double seconds : secondsLeft) {
            memory.add(seconds);
        }
        return memory;
    }

    private static double draw(StopCause cause, RandomGenerator random) {
        return random.nextExponential() * cause.every().toSeconds();
    }
}
