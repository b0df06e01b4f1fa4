package io.oeesuite.startup;

/** What must be there before the first step can start; waited for in the order of {@code @Priority}, the highest first. */
public interface Prerequisite extends CheckedSettings {

    /** What it is and where, as "Kafka at localhost:9092". */
    String title();

    /**
     * Makes ready what is needed; called again and again until it returns.
     *
     * @throws InvalidSettings when waiting cannot help
     * @throws Exception that says why it is not there yet, for people
     */
    void require() throws Exception;
}
