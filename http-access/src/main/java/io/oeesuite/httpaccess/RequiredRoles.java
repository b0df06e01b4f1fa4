package io.oeesuite.httpaccess;

import java.util.List;
import java.util.TreeSet;

import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;

import io.quarkus.smallrye.openapi.OpenApiFilter;

/** Writes into the OpenAPI document which role an operation needs, any of those in {@code x-required-role}, where people read it. */
@OpenApiFilter(OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class RequiredRoles implements OASFilter {
    static final String EXTENSION = "x-required-role";

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getSecurity() == null) {
            return operation;
        }
        var roles = new TreeSet<String>();
        operation.getSecurity().forEach(way -> way.getSchemes().values().forEach(roles::addAll));
        roles.retainAll(Roles.ALL);
        if (!roles.isEmpty()) {
            operation.addExtension(EXTENSION, List.copyOf(roles));
            String said = operation.getDescription() == null ? "" : operation.getDescription() + "\n\n";
            operation.setDescription(said + "Needs the role " + String.join(" or ", roles) + ".");
        }
        return operation;
    }
}
