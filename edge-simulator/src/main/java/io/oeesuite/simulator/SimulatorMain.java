package io.oeesuite.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.oeesuite.simulator.replay.Replay;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Plays a plant until it is stopped; or, with the word `replay`, tells the history of a data set and ends. */
@QuarkusMain
public class SimulatorMain {

    private SimulatorMain() {}

    public static void main(String... arguments) throws InterruptedException {
        if (arguments.length > 0 && arguments[0].equals("replay")) {
            List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
            System.exit(new Replay(name -> Optional.ofNullable(System.getenv(name)), System.out).run(rest));
        }
        Quarkus.run(arguments);
    }
}
