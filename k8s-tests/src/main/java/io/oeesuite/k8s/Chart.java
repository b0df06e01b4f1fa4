package io.oeesuite.k8s;

import java.nio.file.Path;
import java.util.Map;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;

/**
 * The Helm chart of the suite.
 *
 * @param repository the folder of this repository
 */
public record Chart(Path repository) {
    /** Release and namespace that manifests are rendered for. */
    public static final String RELEASE = "oee";

    public Path folder() {
        return repository.resolve("k8s/oee-suite");
    }

    /** The file of values called {@code name} in the chart's folder {@code ci}. */
    public Path ciValues(String name) {
        return folder().resolve("ci").resolve(name + "-values.yaml");
    }

    /** The manifests with the values of a file of {@code ci}. */
    public String render(String ciValues) {
        return render(ciValues, Map.of());
    }

    /**
     * The manifests with the values of a file of {@code ci} and some others.
     *
     * @param values value by its path, such as {@code kafka.mode}
     * @throws IllegalStateException when Helm refuses; it says why
     */
    public String render(String ciValues, Map<String, ?> values) {
        TemplateCommand command = new Helm(folder())
                .template()
                .withName(RELEASE)
                .withNamespace(RELEASE)
                .withKubeVersion("1.33.0")
                .withValuesFile(ciValues(ciValues));
        values.forEach(command::set);
        return command.call();
    }
}
