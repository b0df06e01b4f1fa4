package io.oeesuite.auth.enrolment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.oeesuite.auth.audit.Refusals;
import io.oeesuite.auth.certificate.CertificateAnswer;
import io.oeesuite.auth.certificate.Issued;
import io.oeesuite.auth.certificate.Renewal;
import io.oeesuite.auth.certificate.RequestProblems;
import io.oeesuite.auth.database.DatabaseUnavailableException;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.auth.protection.Address;
import io.oeesuite.auth.protection.Attempt;
import io.oeesuite.auth.protection.Protection;
import io.oeesuite.httpaccess.HttpProblem;
import io.oeesuite.httpaccess.ProblemException;

/**
 * Answers what devices publish on their own {@link DiscoveryTopics#register}; the broker has seen to it that it is their own. With a token it is an enrolment, with the serial number of the current certificate
 * and a signature by its key a renewal, as over HTTP: a broker's word is not enough, it lets in passwords as well. With neither it is a question that waits for an engineer.
 */
@ApplicationScoped
class Discovery {
    /** Bytes of a question; the signing request of the largest key is a tenth of it. */
    static final int LONGEST = 32 * 1024;

    private static final Logger LOG = Logger.getLogger(Discovery.class);
    private static final int LONGEST_CORRELATION = 200;
    /** In the place of an address: the broker tells none. */
    private static final String OVER_MQTT = "MQTT";

    private final TokenEnrolment tokens;
    private final EnrolmentDesk desk;
    private final Renewal renewal;
    private final Protection protection;
    private final Refusals refusals;
    private final ObjectMapper json;
    private final Clock clock;

    Discovery(
            TokenEnrolment tokens,
            EnrolmentDesk desk,
            Renewal renewal,
            Protection protection,
            Refusals refusals,
            ObjectMapper json,
            Clock clock) {
        this.tokens = tokens;
        this.desk = desk;
        this.renewal = renewal;
        this.protection = protection;
        this.refusals = refusals;
        this.json = json;
        this.clock = clock;
    }

    /** @return what to publish on {@link DiscoveryTopics#response}; blocks, and never throws */
    byte[] answer(String id, byte[] question) {
        if (question.length > LONGEST) {
            return tooLarge();
        }
        ObjectNode answer = json.createObjectNode();
        try {
            // whose topic it is has been proven: nobody uses up another's questions
            Attempt attempt = new Attempt(id, Address.of(""), id);
            if (protection.admit(attempt) != Protection.Hindrance.NONE) {
                return refused(new Problem(
                        429, "too-many-questions", "Too many questions", "Wait a few seconds between questions."));
            }
            var asked = new Refusals.Question("discovery", OVER_MQTT, () -> Optional.of(id));
            fill(answer, refusals.noted(asked, () -> ask(id, read(question, answer))));
        } catch (ProblemException refused) {
            refuse(answer, refused.problem());
        } catch (DatabaseUnavailableException away) {
            LOG.warnf("Not answered, PostgreSQL is away: id=%s", id);
            refuse(answer, Problem.unavailable("PostgreSQL"));
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Failed to answer id=%s", id);
            refuse(answer, new Problem(500, "internal-error", "Internal error", "The service's log has the cause."));
        }
        return bytes(answer);
    }

    /** Also for a question that was not even received. */
    byte[] tooLarge() {
        return refused(
                new Problem(413, "too-large", "The message is too large", "At most " + LONGEST + " bytes are taken."));
    }

    private JsonNode read(byte[] question, ObjectNode answer) {
        try {
            JsonNode asked = json.readTree(question);
            if (asked == null || !asked.isObject()) {
                throw unreadable().thrown();
            }
            String correlation = asked.path("correlation").asText();
            if (!correlation.isEmpty() && correlation.length() <= LONGEST_CORRELATION) {
                answer.put("correlation", correlation);
            }
            return asked;
        } catch (IOException malformed) {
            throw unreadable().thrown();
        }
    }

    private EnrolmentDesk.Outcome ask(String id, JsonNode asked) {
        String csr = asked.path("csr").asText();
        if (asked.hasNonNull("token")) {
            return enrolled(() -> tokens.enrolOrRepeat(id, asked.get("token").asText(), csr));
        }
        if (asked.hasNonNull("serial") || asked.hasNonNull("signature")) {
            return enrolled(() -> renewal.renew(
                    Optional.of(id),
                    csr,
                    asked.path("serial").asText(),
                    asked.path("signature").asText()));
        }
        return RequestProblems.answered(() -> desk.ask(id, csr, OVER_MQTT));
    }

    private static EnrolmentDesk.Outcome enrolled(Supplier<Issued> action) {
        return new EnrolmentDesk.Outcome.Enrolled(RequestProblems.answered(action));
    }

    private void fill(ObjectNode answer, EnrolmentDesk.Outcome outcome) {
        switch (outcome) {
            case EnrolmentDesk.Outcome.Waiting() -> answer.put("status", "pending");
            case EnrolmentDesk.Outcome.Enrolled(Issued issued) -> {
                CertificateAnswer certificate = CertificateAnswer.of(issued, clock.instant());
                answer.put("status", "issued")
                        .put("serial", certificate.serial())
                        .put("notAfter", certificate.notAfter().toString())
                        .put("certificate", certificate.certificate())
                        .put("chain", certificate.chain());
            }
        }
    }

    private byte[] refused(HttpProblem problem) {
        ObjectNode answer = json.createObjectNode();
        refuse(answer, problem);
        return bytes(answer);
    }

    private static void refuse(ObjectNode answer, HttpProblem problem) {
        answer.put("status", "refused")
                .putObject("problem")
                .put("type", "urn:oee-suite:problem:" + problem.name())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail());
    }

    private static Problem unreadable() {
        return Problem.badRequest(
                "unreadable-body", "The message cannot be read", "It must be a JSON object, with the field csr.");
    }

    private static byte[] bytes(ObjectNode answer) {
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
