package io.oeesuite.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.oeesuite.simulator.load.Load;
import io.oeesuite.simulator.replay.Replay;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Plays a plant until it is stopped; with the word `replay` tells the history of a data set, with `load` makes load, and ends. */
@QuarkusMain
public class SimulatorMain {

    private SimulatorMain() {}

    public static void main(String... arguments) throws InterruptedException {
        List<String> rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (arguments.length > 0 ? arguments[0] : "") {
            case "replay" -> System.exit(new Replay(SimulatorMain::environment, System.out).run(rest));
            case "load" -> System.exit(new Load(SimulatorMain::environment, System.out).run(rest));
            default -> Quarkus.run(arguments);
        }
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name));
    }
}
