package io.oeesuite.startup;

/** Settings that are looked at before anything is started. */
public interface CheckedSettings {

    /** @throws InvalidSettings when one of them makes a start pointless */
    default void checkSettings() {}
}
