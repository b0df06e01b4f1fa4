package io.oeesuite.sparkplug;

import java.util.List;

/** Several property sets as one property. */
public record PropertySetList(List<PropertySet> sets) implements WireValue {
    public PropertySetList {
        sets = List.copyOf(sets);
    }
}
