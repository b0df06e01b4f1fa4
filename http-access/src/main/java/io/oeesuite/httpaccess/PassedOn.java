package io.oeesuite.httpaccess;

import java.util.List;

import io.vertx.core.http.HttpServerRequest;

/** Whether a proxy has passed a request on, by what proxies add to it. */
final class PassedOn {
    private static final List<String> ADDED = List.of(
            "Forwarded",
            "Via",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Forwarded-Server",
            "X-Real-IP",
            "X-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP");

    private PassedOn() {}

    /** One that adds none of these looks like whoever asks directly. */
    static boolean isSaidBy(HttpServerRequest request) {
        return ADDED.stream().anyMatch(header -> request.getHeader(header) != null);
    }
}
