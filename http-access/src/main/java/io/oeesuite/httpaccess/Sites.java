package io.oeesuite.httpaccess;

import java.util.Collection;
import java.util.Set;

/**
 * The sites somebody may see and act on: Sparkplug groups, the first level of an equipment's path.
 *
 * @param all whether it is every site, whatever the names
 */
public record Sites(boolean all, Set<String> names) {
    /** Every site there is. */
    public static final Sites ALL = new Sites(true, Set.of());

    /** No site: whoever has none sees nothing. */
    public static final Sites NONE = new Sites(false, Set.of());

    /** How a token writes every site. */
    static final String ANY = "*";

    public Sites {
        names = all ? Set.of() : Set.copyOf(names);
    }

    /** @param names groups, or {@code *} */
    public static Sites of(Collection<String> names) {
        return names.contains(ANY) ? ALL : new Sites(false, Set.copyOf(names));
    }

    /** @param equipment {@code group[/node[/device]]} */
    public boolean cover(String equipment) {
        int slash = equipment.indexOf('/');
        return all || names.contains(slash < 0 ? equipment : equipment.substring(0, slash));
    }
}
