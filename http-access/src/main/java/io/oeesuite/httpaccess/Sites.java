package io.oeesuite.httpaccess;

import java.util.Set;

/**
 * The sites somebody may see and act on: Sparkplug groups, the first level of an equipment's path.
 *
 * @param all whether it is every site, whatever the names
 */
public record Sites(boolean all, Set<String> names) {
    /** Every site there is. */
    public static final Sites ALL = new Sites(true, Set.of());

    public Sites {
        names = Set.copyOf(names);
    }

    /** @param equipment {@code group[/node[/device]]} */
    public boolean cover(String equipment) {
        int slash = equipment.indexOf('/');
        return all || names.contains(slash < 0 ? equipment : equipment.substring(0, slash));
    }
}
