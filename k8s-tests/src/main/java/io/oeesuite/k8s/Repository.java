package io.oeesuite.k8s;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this repository lies. */
public final class Repository {
    private Repository() {}

    /** Its folder, upwards from the working directory. */
    public static Path folder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("k8s/oee-suite/Chart.yaml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "Not within the repository: " + Path.of("").toAbsolutePath());
    }
}
