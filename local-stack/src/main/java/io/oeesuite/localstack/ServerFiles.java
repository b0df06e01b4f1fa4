package io.oeesuite.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars a server needs, as its module's build wrote them down: {@code kafka.classpath} and so on, beside this class.
 * They are never on the class path of the process that reads them.
 */
record ServerFiles(Path module, List<Path> jars) {

    static ServerFiles of(String server) {
        String resource = "/io/oeesuite/localstack/" + server + ".classpath";
        URL url = ServerFiles.class.getResource(resource);
        if (url == null) {
            throw new LocalStackException("The class path of " + server + " is not built: run ./mvnw process-classes");
        }
        try (InputStream stream = url.openStream()) {
            String line = new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
            List<Path> jars = Stream.of(line.split(System.getProperty("path.separator"), -1))
                    .map(Path::of)
                    .toList();
            jars.stream().filter(jar -> !Files.exists(jar)).findFirst().ifPresent(missing -> {
                throw new LocalStackException(missing + " is gone since " + server + " was built: build again");
            });
            return new ServerFiles(location(url, resource), jars);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar or folder this class itself comes from. */
    static Path ownLocation() {
        String resource = "/io/oeesuite/localstack/ServerFiles.class";
        return location(ServerFiles.class.getResource(resource), resource);
    }

    /** Where the module's build output lies, a folder that survives until the next clean build. */
    Path buildFolder() {
        return module.getParent();
    }

    List<Path> classPath() {
        return Stream.concat(Stream.of(module), jars.stream()).toList();
    }

    private static Path location(URL url, String resource) {
        String text = url.toString();
        String folderOrJar = text.substring(0, text.length() - resource.length());
        if (folderOrJar.startsWith("jar:")) {
            folderOrJar = folderOrJar.substring("jar:".length(), folderOrJar.length() - "!".length());
        }
        return Path.of(URI.create(folderOrJar));
    }
}
