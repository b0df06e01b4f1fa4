package io.oeesuite.analytics.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Answers as CSV to whoever accepts {@code text/csv} rather than JSON. */
@Provider
@Produces(Csv.MEDIA_TYPE)
class CsvWriter implements MessageBodyWriter<Object> {
    private final Csv csv;

    CsvWriter(ObjectMapper json) {
        this.csv = new Csv(json);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return mediaType.isCompatible(MediaType.valueOf(Csv.MEDIA_TYPE));
    }

    @Override
    public void writeTo(
            Object answer,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream output)
            throws IOException {
        headers.putSingle("Content-Type", Csv.MEDIA_TYPE + ";charset=UTF-8;header=present");
        output.write(csv.write(answer, rowType(answer, genericType)).getBytes(StandardCharsets.UTF_8));
    }

    /** What a row is, from the type that the resource declares: List of Stop, or Uni of it. */
    private static Class<?> rowType(Object answer, Type declared) {
        if (answer instanceof Rows<?> rows) {
            return rows.type();
        }
        Type innermost = declared;
        while (innermost instanceof ParameterizedType parameterized) {
            innermost = parameterized.getActualTypeArguments()[0];
        }
        return answer instanceof Collection<?> && innermost instanceof Class<?> row ? row : answer.getClass();
    }
}
