package io.oeesuite.command.rest;

import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.ProblemBody;
import io.quarkus.smallrye.openapi.OpenApiFilter;

/** Adds to the OpenAPI document what all operations of a kind share: the problems they may answer with, and the header that names who asks. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class PromisedAnswers implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final Map<String, String> TITLES = Map.of(
            "400", "The request is not valid",
            "403", "Not allowed, or nobody knows who asks",
            "404", "There is no such thing",
            "409", "Not in the present state",
            "415", "The body is no JSON",
            "422", "The command cannot be carried out as it is",
            "429", "Too many commands; Retry-After says when",
            "503", "Not available at the moment; Retry-After says when");
    private static final List<String> ANY = List.of("403");
    private static final Map<String, List<String>> BY_OPERATION = Map.ofEntries(
            Map.entry("command", List.of("400", "403", "404", "409", "415", "422", "429", "503")),
            Map.entry("rebirth", List.of("400", "403", "404", "409", "415", "422", "429", "503")),
            Map.entry("approve", List.of("400", "403", "404", "409", "415", "503")),
            Map.entry("reject", List.of("400", "403", "404", "409", "415", "503")),
            Map.entry("hostOffline", List.of("400", "403", "415", "503")),
            Map.entry("hostOnline", List.of("400", "403", "415", "503")),
            Map.entry("commands", List.of("400", "403")),
            Map.entry("commandById", List.of("403", "404")),
            Map.entry("commandEvents", List.of("403", "404", "503")),
            Map.entry("live", List.of("403", "503")),
            Map.entry("node", List.of("403", "404")),
            Map.entry("devices", List.of("403", "404")),
            Map.entry("device", List.of("403", "404")));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema(PROBLEM, problem());
        for (PathItem path : api.getPaths().getPathItems().values()) {
            path.getOperations().forEach(this::complete);
        }
    }

    private void complete(PathItem.HttpMethod method, Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        for (String status : BY_OPERATION.getOrDefault(operation.getOperationId(), ANY)) {
            operation.getResponses().addAPIResponse(status, answer(status));
        }
        if (method == PathItem.HttpMethod.POST) {
            operation.addParameter(OASFactory.createParameter()
                    .name(Caller.HEADER)
                    .in(Parameter.In.HEADER)
                    .description(
                            "Who asks, as long as there are no logins. Needed for critical commands and for what decides about them.")
                    .schema(text()));
        }
    }

    private static org.eclipse.microprofile.openapi.models.responses.APIResponse answer(String status) {
        return OASFactory.createAPIResponse()
                .description(TITLES.get(status))
                .content(OASFactory.createContent()
                        .addMediaType(
                                ProblemBody.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    /** RFC 9457. */
    private static Schema problem() {
        Schema field = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("field", text())
                .addProperty("message", text());
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("A problem as RFC 9457 writes it.")
                .addRequired("type")
                .addRequired("title")
                .addRequired("status")
                .addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text())
                .addProperty("instance", text())
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(field));
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
