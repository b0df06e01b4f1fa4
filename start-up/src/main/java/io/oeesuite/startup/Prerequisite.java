package io.oeesuite.startup;

/** What must be there before the first step can start; waited for in the order of {@code @Priority}, the highest first. Its {@code toString()} says where it is. */
public interface Prerequisite extends CheckedSettings {

    /**
     * Makes ready what is needed; called again and again until it returns.
     *
     * @throws InvalidSettings when waiting cannot help
     * @throws Exception that says why it is not there yet, for people
     */
    void require() throws Exception;
}
