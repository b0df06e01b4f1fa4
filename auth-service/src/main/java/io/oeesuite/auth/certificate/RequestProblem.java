package io.oeesuite.auth.certificate;

/** Why a signing request gets no certificate; the detail says what to do. */
public sealed interface RequestProblem {

    record Unreadable(String why) implements RequestProblem {}

    /** Whoever sent it has not shown to have the key. */
    record NotSignedByItsKey() implements RequestProblem {}

    record WeakSignature(String algorithm) implements RequestProblem {}

    record UnfitKey(String key) implements RequestProblem {}

    record OtherSubject(String subject, String id) implements RequestProblem {}

    record NamesNotAllowed(String names, Purpose purpose) implements RequestProblem {}

    record NamesMissing() implements RequestProblem {}

    record UnfitName(String name) implements RequestProblem {}

    record AsksForAuthority() implements RequestProblem {}

    record UnfitId(String id, String flaw) implements RequestProblem {}

    /** Fixed, programs may rely on it. */
    default String name() {
        return switch (this) {
            case Unreadable _ -> "csr-unreadable";
            case NotSignedByItsKey _ -> "csr-not-signed-by-its-key";
            case WeakSignature _ -> "csr-weak-signature";
            case UnfitKey _ -> "csr-unfit-key";
            case OtherSubject _ -> "csr-other-subject";
            case NamesNotAllowed _ -> "csr-names-not-allowed";
            case NamesMissing _ -> "csr-names-missing";
            case UnfitName _ -> "csr-unfit-name";
            case AsksForAuthority _ -> "csr-asks-for-authority";
            case UnfitId _ -> "unfit-id";
        };
    }

    default String detail() {
        return switch (this) {
            case Unreadable(String why) ->
                why + " Send one PEM block, -----BEGIN CERTIFICATE REQUEST-----, as openssl req -new writes it.";
            case NotSignedByItsKey _ ->
                "The signature of the signing request does not fit the public key in it. Make the request with the device's own key, and send it unchanged.";
            case WeakSignature(String algorithm) ->
                "The signing request is signed with " + algorithm
                        + ". Sign it with SHA-256 or better, as openssl req -sha256 does.";
            case UnfitKey(String key) ->
                key
                        + " is not accepted. Make an EC key on P-256 or P-384, an Ed25519 key, or an RSA key of 2048 to 8192 bits.";
            case OtherSubject(String subject, String id) ->
                "The signing request is for \"" + subject + "\" and the certificate would be for \"" + id
                        + "\". The common name is the id, or is left out.";
            case NamesNotAllowed(String names, Purpose purpose) ->
                "The signing request asks for the names " + names + "; a certificate of the profile " + purpose.text()
                        + " has none but its id. Leave subjectAltName out.";
            case NamesMissing _ ->
                "A certificate of the profile server needs the names its clients ask for: put them into the signing request as subjectAltName, DNS: or IP:.";
            case UnfitName(String name) ->
                "\"" + name
                        + "\" is no name of a server here: only DNS: names without wildcards and IP: addresses are.";
            case AsksForAuthority _ ->
                "The signing request asks for a certificate of an authority (basicConstraints CA:TRUE). There are none to be had here.";
            case UnfitId(String id, String flaw) -> "\"" + id + "\" cannot be the id of a client: " + flaw + ".";
        };
    }
}
