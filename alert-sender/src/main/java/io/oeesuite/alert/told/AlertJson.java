package io.oeesuite.alert.told;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes what is told, as the REST API writes it. */
@ApplicationScoped
public class AlertJson {
    private final ObjectMapper mapper;

    public AlertJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    public byte[] bytes(Object body) {
        try {
            return mapper.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a body that cannot be written as JSON", impossible);
        }
    }
}
