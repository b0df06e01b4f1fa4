package io.oeesuite.simulator.plant;

import java.time.Duration;

/**
 * How orders come to a line.
 *
 * @param smallest fewest items of an order, at least 1
 * @param largest most items of an order
 * @param pause mean time without an order, where there is such a time
 * @param pauseChance how often the next order keeps the line waiting, 0..1
 * @param maintenanceChance how often such a pause is used for maintenance, 0..1
 */
public record OrderPattern(int smallest, int largest, Duration pause, double pauseChance, double maintenanceChance) {

    public OrderPattern {
        pause = pause == null ? Duration.ofMinutes(20) : pause;
        if (smallest < 1 || largest < smallest) {
            throw new IllegalArgumentException("Orders: smallest must be at least 1 and largest not below it");
        }
        if (pause.toSeconds() < 1) {
            throw new IllegalArgumentException("Orders: pause must be at least PT1S");
        }
    }
}
