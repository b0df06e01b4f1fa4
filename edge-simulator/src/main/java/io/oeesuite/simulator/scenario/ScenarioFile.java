package io.oeesuite.simulator.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Reads a scenario from YAML. */
public final class ScenarioFile {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).registerModule(new JavaTimeModule());

    private ScenarioFile() {}

    /**
     * The scenario of that name: `none`, `default` or the path of a file.
     *
     * @throws InvalidScenario when the file cannot be read or says something impossible
     */
    public static Scenario named(String name) {
        return switch (name) {
            case "none" -> Scenario.empty();
            case "default" -> builtIn();
            default -> from(Path.of(name));
        };
    }

    private static Scenario builtIn() {
        try (InputStream yaml = ScenarioFile.class.getResourceAsStream("/scenario.yaml")) {
            return parse("the built-in scenario", yaml);
        } catch (IOException impossible) {
            throw new InvalidScenario("The built-in scenario cannot be read: " + impossible.getMessage(), impossible);
        }
    }

    private static Scenario from(Path file) {
        try (InputStream yaml = Files.newInputStream(file)) {
            return parse(file.toString(), yaml);
        } catch (IOException missing) {
            throw new InvalidScenario(
                    "Scenario " + file + " cannot be read: set SIMULATOR_SCENARIO to a file, `default` or `none`",
                    missing);
        }
    }

    private static Scenario parse(String source, InputStream yaml) throws IOException {
        try {
            return YAML.readValue(yaml, Scenario.class);
        } catch (JsonProcessingException wrong) {
            var location = wrong.getLocation();
            String where = location == null ? source : source + " line " + location.getLineNr();
            throw new InvalidScenario(where + ": " + wrong.getOriginalMessage(), wrong);
        }
    }

    /** The scenario says something impossible, or there is none. */
    public static final class InvalidScenario extends RuntimeException {

        private static final long serialVersionUID = 1;

        InvalidScenario(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
