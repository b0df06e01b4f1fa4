package io.oeesuite.command.plant;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the picture of the plant is made: {@code OEE_PLANT_*}. */
@ConfigMapping(prefix = "oee.plant")
interface PlantConfig {
    /**
     * How far back events are read at the start. A metric that has not changed since shows the value of its birth, with the birth's time.
     */
    @WithDefault("P1D")
    Duration lookBack();
}
