package io.oeesuite.systemtests.logins;

/**
 * An operation as the OpenAPI document of a service describes it.
 *
 * @param service as the demo's variables call it
 * @param path a template such as {@code /api/v1/commands/{id}}
 */
record Endpoint(String service, String method, String path) implements Comparable<Endpoint> {

    @Override
    public int compareTo(Endpoint other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return service + " " + method + " " + path;
    }
}
