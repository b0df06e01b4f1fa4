package io.oeesuite.httpaccess;

import java.net.URI;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where the realm sends people back to; whoever comes by otherwise, or without logins, goes to the board. */
@Path("/login")
class LoginResource {

    @GET
    @PermitAll // the rule of all pages lets only people in who have logged in
    @Operation(hidden = true)
    public Response toTheBoard() {
        return Response.seeOther(URI.create("/")).build();
    }
}
