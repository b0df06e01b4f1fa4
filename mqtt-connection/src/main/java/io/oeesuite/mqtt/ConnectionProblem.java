package io.oeesuite.mqtt;

/** Why there is no connection. The message is one line for people: what is wrong and what to do. */
public sealed interface ConnectionProblem {
    String message();

    /** The broker's certificate is signed by nobody we trust. */
    record UnknownCa(BrokerAddress broker, String detail) implements ConnectionProblem {
        @Override
        public String message() {
            return "the certificate of " + broker + " is signed by an unknown authority (" + detail
                    + "): give the broker's CA in MQTT_CA_CERTS";
        }
    }

    /** The broker's certificate is for another host. */
    record HostNameMismatch(BrokerAddress broker, String detail) implements ConnectionProblem {
        @Override
        public String message() {
            return "the certificate of " + broker + " is not for " + broker.host() + " (" + detail
                    + "): connect by a name that is in it, or issue one with this name in its subject alternative names";
        }
    }

    /** The broker's certificate has expired. */
    record BrokerCertificateExpired(BrokerAddress broker, String detail) implements ConnectionProblem {
        @Override
        public String message() {
            return "the certificate of " + broker + ", or of its authority, has expired (" + detail
                    + "): renew it at the broker";
        }
    }

    /** The broker's certificate is not valid yet. */
    record BrokerCertificateNotYetValid(BrokerAddress broker, String detail) implements ConnectionProblem {
        @Override
        public String message() {
            return "the certificate of " + broker + " is not valid yet (" + detail
                    + "): check the clocks here and where it was issued";
        }
    }

    /** The broker wants a client certificate and we have none. */
    record ClientCertificateMissing(BrokerAddress broker) implements ConnectionProblem {
        @Override
        public String message() {
            return broker + " wants a client certificate: give one in MQTT_CERTFILE and MQTT_KEYFILE";
        }
    }

    /** The broker does not accept our certificate. */
    record ClientCertificateRefused(BrokerAddress broker, String reason) implements ConnectionProblem {
        @Override
        public String message() {
            return broker + " refused the client certificate in MQTT_CERTFILE (" + reason
                    + "): use one that is valid and signed by an authority which the broker trusts";
        }
    }

    /** A certificate file cannot be used. */
    record UnusableCertificate(String detail) implements ConnectionProblem {
        @Override
        public String message() {
            return detail;
        }
    }

    /** TLS failed in another way. */
    record TlsFailed(BrokerAddress broker, String detail) implements ConnectionProblem {
        @Override
        public String message() {
            return "no TLS connection with " + broker + " (" + detail
                    + "): compare the protocol versions and cipher suites of both sides";
        }
    }

    /** What listens there does not speak TLS. */
    record NotTls(BrokerAddress broker) implements ConnectionProblem {
        @Override
        public String message() {
            return "what listens on " + broker
                    + " does not speak TLS: check MQTT_BROKER_PORT (usual is 8883), or set MQTT_USE_TLS=false";
        }
    }

    /** The broker does not let this client in. */
    record NotAuthorised(BrokerAddress broker, String clientId, String reason) implements ConnectionProblem {
        @Override
        public String message() {
            return broker + " refused client " + clientId + " (" + reason
                    + "): check MQTT_CLIENT_ID, its certificate or MQTT_USERNAME and MQTT_PASSWORD, and the broker's rules for it";
        }
    }

    /** The broker does not let this client subscribe: usually the wrong role. */
    record SubscriptionRefused(BrokerAddress broker, String clientId, String filter) implements ConnectionProblem {
        @Override
        public String message() {
            return broker + " does not allow " + clientId + " to subscribe to " + filter
                    + ": check the broker's rules for the role that this client id has";
        }
    }

    /** The broker is there and does not want clients now. */
    record BrokerUnavailable(BrokerAddress broker, String reason) implements ConnectionProblem {
        @Override
        public String message() {
            return broker + " takes no clients (" + reason + "): look at the broker's log";
        }
    }

    /** Nobody listens, or no way leads there. */
    record Unreachable(BrokerAddress broker, String detail) implements ConnectionProblem {
        @Override
        public String message() {
            return broker + " cannot be reached (" + detail
                    + "): check MQTT_BROKER_HOST and MQTT_BROKER_PORT, that the broker runs, and the firewall";
        }
    }

    /** The name has no address. */
    record UnknownHost(BrokerAddress broker) implements ConnectionProblem {
        @Override
        public String message() {
            return "the host name " + broker.host() + " is unknown: check MQTT_BROKER_HOST and the name service";
        }
    }

    /** The broker did not answer in time. */
    record TimedOut(BrokerAddress broker, String step) implements ConnectionProblem {
        @Override
        public String message() {
            return broker + " did not answer in time (" + step
                    + "): check that it is an MQTT broker and not overloaded";
        }
    }

    /** The broker ended the connection before it accepted it. */
    record ClosedEarly(BrokerAddress broker, boolean tls) implements ConnectionProblem {
        @Override
        public String message() {
            return broker + " closed the connection without an answer: "
                    + (tls
                            ? "does this port speak TLS? Otherwise look at the broker's log; often it wants another client certificate"
                            : "does this port want TLS (MQTT_USE_TLS=true)? Otherwise look at the broker's log");
        }
    }

    /** An established connection broke. */
    record ConnectionLost(BrokerAddress broker, String detail) implements ConnectionProblem {
        @Override
        public String message() {
            return "the connection with " + broker + " was lost (" + detail
                    + "): if it happens again and again, look for a second client with the same id, and at the broker's log";
        }
    }

    /** The certificate files have changed. */
    record CertificatesChanged(BrokerAddress broker) implements ConnectionProblem {
        @Override
        public String message() {
            return "the certificate files have changed: connecting anew to " + broker + " with the new ones";
        }
    }

    /** The application itself does not permit a connection now. */
    record NotPermitted(String why) implements ConnectionProblem {
        @Override
        public String message() {
            return "no connection is wanted here now: " + why;
        }
    }

    /** Something was sent while there was no connection. */
    record NotConnected() implements ConnectionProblem {
        @Override
        public String message() {
            return "there is no connection with a broker now: send again after it has come back";
        }
    }

    /** The application asked for the end. */
    record EndedHere(BrokerAddress broker) implements ConnectionProblem {
        @Override
        public String message() {
            return "the connection with " + broker + " was ended here";
        }
    }
}
