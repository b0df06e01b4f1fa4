package io.oeesuite.mqttaccess;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import io.oeesuite.mqttaccess.cases.AccessCase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Reads {@code acl.conf} with Erlang and decides as EMQX would. */
record EmqxModel(Path folder) {

    /** What the file says; {@code next} when it leaves the answer to the next source. */
    record Answer(String word, String asked) {}

    /** Skips the test, visibly, where there is no Erlang; a build server must have it. */
    static void needErlang() {
        boolean missing = !Files.isExecutable(Path.of("/usr/bin/escript"));
        if (missing && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("escript is missing: apt install erlang-base");
        }
        assumeTrue(!missing, "escript is not installed: acl.conf is not read by Erlang");
    }

    List<Answer> answers(String acl, List<AccessCase> cases) throws IOException, InterruptedException {
        Path script = folder.resolve("emqx_model.escript");
        try (InputStream resource = EmqxModel.class.getResourceAsStream("emqx_model.escript")) {
            Files.write(script, resource.readAllBytes());
        }
        Path file = Files.writeString(folder.resolve("acl.conf"), acl);
        String lines = cases.stream().map(EmqxModel::line).collect(Collectors.joining("\n"));
        Path table = Files.writeString(folder.resolve("cases"), lines);
        Path output = folder.resolve("answers");
        Process process = new ProcessBuilder("escript", script.toString(), file.toString(), table.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> read(output)).isZero();
        return read(output).lines().map(EmqxModel::answer).toList();
    }

    private static String line(AccessCase one) {
        return hex(one.clientId()) + " "
                + (switch (one.action()) {
                    case PUBLISH -> "publish ";
                    case SUBSCRIBE -> "subscribe ";
                })
                + hex(one.topic());
    }

    private static Answer answer(String line) {
        String[] words = line.split(" ");
        String asked = words.length == 2 ? new String(HexFormat.of().parseHex(words[1]), UTF_8) : "";
        return new Answer(words[0], asked);
    }

    private static String hex(String text) {
        return text.isEmpty() ? "-" : HexFormat.of().formatHex(bytes(text));
    }

    /** As UTF-8, lone surrogates too, which no encoder of Java's writes. */
    private static byte[] bytes(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        text.codePoints().forEach(character -> {
            if (Character.getType(character) == Character.SURROGATE) {
                bytes.put((byte) (0xE0 | character >> 12))
                        .put((byte) (0x80 | character >> 6 & 0x3F))
                        .put((byte) (0x80 | character & 0x3F));
            } else {
                bytes.put(Character.toString(character).getBytes(UTF_8));
            }
        });
        byte[] exact = new byte[bytes.position()];
        bytes.flip().get(exact);
        return exact;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
