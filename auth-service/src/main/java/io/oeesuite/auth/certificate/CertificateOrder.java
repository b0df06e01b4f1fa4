package io.oeesuite.auth.certificate;

import java.time.Duration;
import java.util.List;

import io.oeesuite.mqttaccess.PlainName;

/**
 * A certificate to be issued: for whom, for what, how long.
 *
 * @param id the common name; a client's MQTT id
 * @param names of a server; empty for all others
 */
record CertificateOrder(
        String id, Purpose purpose, SigningRequest request, List<SubjectName> names, Duration validity) {
    CertificateOrder {
        names = List.copyOf(names);
    }

    /** @throws RequestRefused when the request does not go with the id and the purpose */
    static CertificateOrder of(String id, Purpose purpose, SigningRequest request, Duration validity) {
        if (!PlainName.isPlain(id)) {
            throw new RequestRefused(new RequestProblem.UnfitId(id, "it is " + PlainName.RULE));
        }
        return new CertificateOrder(id, purpose, request, request.claim(id, purpose), validity);
    }
}
