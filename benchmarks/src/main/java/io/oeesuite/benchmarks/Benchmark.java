package io.oeesuite.benchmarks;

import java.util.List;

/** A run that measures something beside its peer or its limit. */
public interface Benchmark {
    /** One word, by which {@code ./oee bench <name>} finds it. */
    String name();

    /** Measures, with progress on standard output; takes at most a few minutes. */
    List<Figure> run() throws Exception;
}
