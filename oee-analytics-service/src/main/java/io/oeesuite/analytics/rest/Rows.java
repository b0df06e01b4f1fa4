package io.oeesuite.analytics.rest;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonValue;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A list that knows what its rows are, also when it has none. In JSON it is just a list. */
@RegisterForReflection
record Rows<T>(Class<T> type, List<T> rows) {
    @JsonValue
    @Override
    public List<T> rows() {
        return rows;
    }
}
