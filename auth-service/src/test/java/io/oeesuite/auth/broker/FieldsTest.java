package io.oeesuite.auth.broker;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FieldsTest {

    @Test
    void readsTextsAndPassesOverTheRest() throws MalformedQuestionException {
        Fields fields = read("{\"clientid\":\"pump-1\",\"qos\":1,\"retain\":true,\"username\":null,"
                + "\"props\":{\"clientid\":\"other\",\"deep\":[{}]},\"list\":[\"clientid\"]}");

        assertThat(fields.text("clientid")).isEqualTo("pump-1");
        assertThat(fields.text("qos")).isEqualTo("1");
        assertThat(fields.text("username")).isEmpty();
        assertThat(fields.text("props")).isEmpty();
        assertThat(fields.text("nothing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "\"text\"",
                "{\"a\":1}{}",
                "{\"a\":1,}",
                "{\"clientid\":\"a\",\"clientid\":\"b\"}",
                "{\"a\":",
                "{\"a\":\"b",
                "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}",
                "clientid=a&password=b"
            })
    void whatIsNoQuestionIsRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(MalformedQuestionException.class);
    }

    @Property(tries = 1_000)
    void whateverComesItIsAQuestionOrRefused(@ForAll byte[] body) {
        try {
            assertThat(Fields.read(body).texts()).isNotNull();
        } catch (MalformedQuestionException refused) {
            assertThat(refused).hasMessageStartingWith("not ");
        }
    }

    private static Fields read(String body) throws MalformedQuestionException {
        return Fields.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
