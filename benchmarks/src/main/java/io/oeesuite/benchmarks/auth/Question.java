package io.oeesuite.benchmarks.auth;

/** What a broker sends, and what is in the answer when all is well. */
record Question(String path, String body, String expected) {

    static Question ping(String body) {
        return new Question("/mqtt/ping", body, "");
    }

    static Question certificate(String clientId, String address) {
        return authenticate(
                clientId, address, "\"username\":\"\",\"password\":\"\",\"cert_common_name\":\"" + clientId + "\"");
    }

    /** @param secret a password or a token */
    static Question password(String clientId, String address, String secret) {
        return authenticate(
                clientId,
                address,
                "\"username\":\"" + clientId + "\",\"password\":\"" + secret + "\",\"cert_common_name\":\"\"");
    }

    private static Question authenticate(String clientId, String address, String proof) {
        return new Question(
                "/mqtt/authenticate",
                "{\"clientid\":\"" + clientId + "\",\"peerhost\":\"" + address + "\"," + proof + "}",
                "\"result\":\"allow\"");
    }
}
