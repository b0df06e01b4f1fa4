package io.oeesuite.auth.broker;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/**
 * The texts of a JSON object. Fields that nobody asks for are passed over, whatever they hold; a field that comes twice makes it no question, as two readers might read two things.
 */
record Fields(Map<String, String> texts) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(20).build())
            .build();

    Fields {
        texts = Map.copyOf(texts);
    }

    /** @throws MalformedQuestionException when it is no JSON object, or more than one */
    static Fields read(byte[] body) throws MalformedQuestionException {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedQuestionException("not a JSON object");
            }
            Map<String, String> texts = new HashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isStructStart()) {
                    parser.skipChildren();
                } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    texts.put(name, parser.getText());
                }
            }
            if (!parser.hasToken(JsonToken.END_OBJECT) || parser.nextToken() != null) {
                throw new MalformedQuestionException("not one JSON object and nothing else");
            }
            return new Fields(texts);
        } catch (IOException notJson) {
            throw new MalformedQuestionException("not JSON");
        }
    }

    /** Empty where there is none: brokers send the empty text for what they do not know. */
    String text(String name) {
        return texts.getOrDefault(name, "");
    }
}
