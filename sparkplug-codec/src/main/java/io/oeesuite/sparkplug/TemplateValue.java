package io.oeesuite.sparkplug;

import java.util.List;
import java.util.Optional;

/**
 * A Template: its definition, which only an NBIRTH carries, or an instance, which names its definition.
 *
 * @param reference the name of the definition; only of an instance
 */
public record TemplateValue(
        Optional<String> version,
        Optional<String> reference,
        boolean definition,
        List<Metric> metrics,
        List<Parameter> parameters)
        implements WireValue {
    public TemplateValue {
        metrics = List.copyOf(metrics);
        parameters = List.copyOf(parameters);
    }

    public static TemplateValue definition(List<Metric> metrics, List<Parameter> parameters) {
        return new TemplateValue(Optional.empty(), Optional.empty(), true, metrics, parameters);
    }

    public static TemplateValue instanceOf(String definition, List<Metric> metrics, List<Parameter> parameters) {
        return new TemplateValue(Optional.empty(), Optional.of(definition), false, metrics, parameters);
    }
}
