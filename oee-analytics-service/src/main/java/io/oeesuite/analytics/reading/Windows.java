package io.oeesuite.analytics.reading;

import java.util.ArrayList;
import java.util.List;

/**
 * Adjacent windows: window i is [bound i, bound i + 1).
 *
 * @param boundsMs ascending, at least two, milliseconds since 1970 UTC
 */
public record Windows(List<Long> boundsMs) {
    public Windows {
        boundsMs = List.copyOf(boundsMs);
        if (boundsMs.size() < 2) {
            throw new IllegalArgumentException("a window has a beginning and an end: " + boundsMs);
        }
    }

    public static Windows single(Period period) {
        return new Windows(List.of(period.fromMs(), period.toMs()));
    }

    public int count() {
        return boundsMs.size() - 1;
    }

    public long fromMs() {
        return boundsMs.getFirst();
    }

    public long toMs() {
        return boundsMs.getLast();
    }

    public Period window(int index) {
        return new Period(boundsMs.get(index), boundsMs.get(index + 1));
    }

    public List<Period> all() {
        List<Period> windows = new ArrayList<>(count());
        for (int i = 0; i < count(); i++) {
            windows.add(window(i));
        }
        return windows;
    }

    Long[] bounds() {
        return boundsMs.toArray(Long[]::new);
    }
}
