package io.oeesuite.analytics.rest;

import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import io.oeesuite.analytics.reading.Period;
import io.oeesuite.httpaccess.ProblemException;

/** Of what and when: the parameters that most questions share. */
class RangeParameters {
    @QueryParam("equipment")
    @Parameter(
            description = "group[/node[/device]]; a prefix is everything below it, / the whole plant",
            required = true,
            example = "BOTTLING/edge_PLANT01-LINE01/FILLER")
    String equipment;

    @QueryParam("from")
    @Parameter(description = "ISO 8601 with offset, inclusive", required = true, example = "2024-08-29T11:50:00Z")
    String from;

    @QueryParam("to")
    @Parameter(
            description = "ISO 8601 with offset, exclusive; what lies in the future is cut off",
            required = true,
            example = "2024-09-03T01:05:00Z")
    String to;

    String path() {
        if (equipment == null || equipment.isBlank()) {
            throw new ProblemException(new Problem.MissingParameter("equipment"));
        }
        String path = equipment.strip().replaceAll("/+$", "");
        return path.isEmpty() ? KnownEquipment.WHOLE_PLANT : path;
    }

    Period range() {
        long fromMs = TimeParameter.parse("from", from);
        long toMs = TimeParameter.parse("to", to);
        if (fromMs >= toMs) {
            throw new ProblemException(new Problem.FromNotBeforeTo(from, to));
        }
        return new Period(fromMs, toMs);
    }
}
