package io.oeesuite.httpaccess;

import java.util.List;

/** Why somebody is not let in. */
sealed interface AccessProblem extends HttpProblem {

    record LoginNeeded(String why) implements AccessProblem {}

    /** @param roles any of which would do; empty when nobody may */
    record RoleNeeded(String who, List<String> roles) implements AccessProblem {
        public RoleNeeded {
            roles = List.copyOf(roles);
        }
    }

    /** It concerns every site at once. */
    record AllSitesNeeded(String who) implements AccessProblem {}

    /** The server that logs people in does not answer. */
    record NoLogins() implements AccessProblem {}

    record ActorUnknown(String why) implements AccessProblem {}

    /** Asked for under a host name that is not this service's. */
    record ForeignHost(String host) implements AccessProblem {}

    /** Ordered by a page of another site. */
    record ForeignPage() implements AccessProblem {}

    /** @param port where there is TLS */
    record TlsNeeded(int port) implements AccessProblem {}

    record NotJson() implements AccessProblem {}

    record UnreadableBody(String why) implements AccessProblem {}

    @Override
    default int status() {
        return switch (this) {
            case LoginNeeded _ -> 401;
            case RoleNeeded _, AllSitesNeeded _, ActorUnknown _, ForeignHost _, ForeignPage _, TlsNeeded _ -> 403;
            case NotJson _ -> 415;
            case UnreadableBody _ -> 400;
            case NoLogins _ -> 503;
        };
    }

    @Override
    default String name() {
        return switch (this) {
            case LoginNeeded _ -> "login-needed";
            case RoleNeeded _ -> "role-needed";
            case AllSitesNeeded _ -> "all-sites-needed";
            case NoLogins _ -> "logins-unavailable";
            case ActorUnknown _ -> "actor-unknown";
            case ForeignHost _ -> "foreign-host";
            case ForeignPage _ -> "foreign-page";
            case TlsNeeded _ -> "tls-needed";
            case NotJson _ -> "not-json";
            case UnreadableBody _ -> "unreadable-body";
        };
    }

    @Override
    default String title() {
        return switch (this) {
            case LoginNeeded _ -> "Log in first";
            case RoleNeeded _, AllSitesNeeded _ -> "Not allowed";
            case NoLogins _ -> "Nobody can log in at the moment";
            case ActorUnknown _ -> "Nobody knows who asks";
            case ForeignHost _ -> "Not the name of this service";
            case ForeignPage _ -> "Pages of other sites cannot command";
            case TlsNeeded _ -> "Not in the clear";
            case NotJson _ -> "The body is no JSON";
            case UnreadableBody _ -> "The body cannot be read";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
            case LoginNeeded(String why) -> why;
            case RoleNeeded(String who, List<String> roles) ->
                roles.isEmpty()
                        ? who + " may not do this: the API's description says which role it needs."
                        : who + " needs the role " + String.join(" or ", roles)
                                + " for this. Somebody who manages the realm can give it.";
            case AllSitesNeeded(String who) ->
                "This concerns all sites, and " + who
                        + " has some only. Whoever manages the realm, or OEE_HTTP_CERTIFICATE_ROLES, can give all.";
            case NoLogins _ -> "The server that logs people in does not answer; try again in a few seconds.";
            case ActorUnknown(String why) -> why;
            case ForeignHost(String host) ->
                "\"" + host
                        + "\" is not this service: ask localhost, 127.0.0.1, [::1], or the host that HTTP_HOST names.";
            case ForeignPage _ -> "The headers Origin and Sec-Fetch-Site say that a page of another site asks.";
            case TlsNeeded(int port) ->
                "What is sent here can be read on the way: ask by https at port " + port
                        + ". HTTP_INSECURE_REQUESTS=enabled allows plain HTTP all the same.";
            case NotJson _ -> "Send the body with Content-Type: application/json.";
            case UnreadableBody(String why) -> why;
        };
    }
}
