package io.oeesuite.sparkplug;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

/** What the npm package sparkplug-payload writes we read, and the other way round. The fixtures and how they are made: src/test/interop. */
class NpmInteropTest {
    private static final Path FOLDER = Path.of("src/test/interop");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final String UINT32 = "UInt32";

    private record FromNpm(String hex, Map<String, Object> payload) {}

    private record Verdict(Map<String, Object> decoded, String error) {}

    static Stream<String> npmCases() throws IOException {
        return fromNpm().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("npmCases")
    void weReadWhatNpmWrites(String name) throws Exception {
        FromNpm fixture = fromNpm().get(name);

        Payload payload = new SparkplugDecoder().decode(HexFormat.of().parseHex(fixture.hex()));

        assertThat(NpmShape.of(payload)).isEqualTo(fixture.payload());
    }

    static Stream<String> ourCases() {
        return NpmInteropPayloads.all().keySet().stream().filter(name -> !name.equals(UINT32));
    }

    @ParameterizedTest
    @MethodSource("ourCases")
    void npmReadsWhatWeWrite(String name) throws IOException {
        Verdict verdict = verdicts().get(name);

        assertThat(verdict.error()).isNull();
        assertThat(verdict.decoded())
                .isEqualTo(NpmShape.of(NpmInteropPayloads.all().get(name)));
    }

    /** The specification makes UInt32 a uint32 (int_value). Version 1.0.3 of the package writes it to long_value, which we read, and looks only there. */
    @Test
    void npmDoesNotFindUInt32WhereTheSpecificationPutsIt() throws IOException {
        assertThat(verdicts().get(UINT32).decoded())
                .extractingByKey("metrics", LIST)
                .singleElement(MAP)
                .containsEntry("type", "UInt32")
                .containsEntry("value", null);
    }

    @Test
    void theBytesThatNpmHasReadAreStillThoseWeWrite() throws IOException {
        Map<String, String> written = new LinkedHashMap<>();
        NpmInteropPayloads.all()
                .forEach((name, payload) ->
                        written.put(name, HexFormat.of().formatHex(SparkplugEncoder.encode(payload))));
        if (Boolean.getBoolean("interop.write")) {
            Files.writeString(FOLDER.resolve("from-us.json"), JSON.writeValueAsString(written) + "\n");
        }

        assertThat(read("from-us.json", new TypeReference<Map<String, String>>() {}))
                .isEqualTo(written);
    }

    private static Map<String, FromNpm> fromNpm() throws IOException {
        return read("from-npm.json", new TypeReference<>() {});
    }

    private static Map<String, Verdict> verdicts() throws IOException {
        return read("npm-verdict.json", new TypeReference<>() {});
    }

    private static <T> T read(String file, TypeReference<T> type) throws IOException {
        return JSON.readValue(FOLDER.resolve(file).toFile(), type);
    }
}
