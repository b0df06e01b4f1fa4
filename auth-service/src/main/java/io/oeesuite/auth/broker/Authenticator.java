package io.oeesuite.auth.broker;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.credential.DevicePasswords;
import io.oeesuite.auth.credential.Tokens;
import io.oeesuite.auth.credential.Verdict;
import io.oeesuite.auth.database.ChangeFeed;
import io.oeesuite.auth.device.Device;
import io.oeesuite.auth.device.DeviceRegistry;
import io.oeesuite.auth.device.Objection;
import io.oeesuite.auth.enrolment.DiscoveryTopics;
import io.oeesuite.auth.enrolment.UnspentTokens;
import io.oeesuite.auth.protection.Address;
import io.oeesuite.auth.protection.Attempt;
import io.oeesuite.auth.protection.Protection;
import io.oeesuite.mqttaccess.ClientId;
import io.quarkus.arc.All;

/**
 * May this client connect? With a certificate: when it names the client id, and the client is a role's or a registered device, and nothing is against it. Without one: a registered device or edge node with its
 * password or token, and its id as user name. A device that has nothing yet: with a token of enrolment, to ask for its certificate. Everything else is denied, all in the same words and with the same work.
 */
@ApplicationScoped
class Authenticator {
    private final DeviceRegistry registry;
    private final DevicePasswords passwords;
    private final Tokens tokens;
    private final UnspentTokens enrolments;
    private final DiscoveryTopics topics;
    private final Protection protection;
    private final ChangeFeed feed;
    private final List<Objection> objections;

    Authenticator(
            DeviceRegistry registry,
            DevicePasswords passwords,
            Tokens tokens,
            UnspentTokens enrolments,
            BrokerConfig config,
            Protection protection,
            ChangeFeed feed,
            @All List<Objection> objections) {
        this.registry = registry;
        this.passwords = passwords;
        this.tokens = tokens;
        this.enrolments = enrolments;
        this.topics = new DiscoveryTopics(config.base());
        this.protection = protection;
        this.feed = feed;
        this.objections = objections;
    }

    /** @param then is told, at once or on another thread */
    void ask(Fields question, Consumer<Answer> then) {
        if (!feed.isLoaded()) {
            then.accept(Answer.deny("not-loaded"));
            return;
        }
        ClientId id = ClientId.of(question.text("clientid"));
        Presented presented = Presented.of(question);
        Attempt attempt = attempt(id, question, presented);
        switch (protection.admit(attempt)) {
            case LOCKED_OUT -> then.accept(Answer.deny("locked-out"));
            case TOO_FAST -> then.accept(Answer.deny("too-fast"));
            case NONE ->
                decide(id, presented, answer -> {
                    note(attempt, answer);
                    then.accept(answer);
                });
        }
    }

    private void decide(ClientId id, Presented presented, Consumer<Answer> then) {
        Standing standing = Standing.of(id, registry);
        switch (presented) {
            case Presented.Certificate(String name) -> then.accept(byCertificate(id, name, standing));
            case Presented.Token(String username, String text) -> then.accept(byToken(id, username, text, standing));
            case Presented.Enrolment(String username, String text) ->
                then.accept(byEnrolment(id, username, text, standing));
            case Presented.Password(String username, String text) -> byPassword(id, username, text, standing, then);
            case Presented.Nothing() -> then.accept(Answer.deny("nothing-presented"));
        }
    }

    private Answer byCertificate(ClientId id, String name, Standing standing) {
        if (!name.equals(id.text())) {
            return Answer.deny("certificate-of-another-client");
        }
        return switch (standing) {
            case Standing.Bad(String reason) -> Answer.deny(reason);
            case Standing.Good _ -> objection(name).map(Answer::deny).orElseGet(() -> Answer.allow("certificate"));
        };
    }

    private Answer byToken(ClientId id, String username, String token, Standing standing) {
        Optional<Device> device = withoutCertificate(id, username, standing);
        // an unknown client's token is checked, too: it takes as long
        Verdict verdict = tokens.check(token, id.text(), device.flatMap(Device::tokensValidFrom));
        return answer(device, verdict, standing, "token");
    }

    private Answer byEnrolment(ClientId id, String username, String token, Standing standing) {
        Optional<Device> device =
                withoutCertificate(id, username, standing).filter(_ -> id instanceof ClientId.OfDevice);
        Verdict verdict = enrolments.check(id.text(), token);
        return switch (answer(device, verdict, standing, "enrolment-token")) {
            case Answer.Deny denied -> denied;
            case Answer.Allow(String reason, var until, var _) ->
                new Answer.Allow(reason, until, Optional.of(Confined.to(topics, id.text())));
        };
    }

    private void byPassword(ClientId id, String username, String password, Standing standing, Consumer<Answer> then) {
        Optional<Device> device = withoutCertificate(id, username, standing);
        Optional<Verdict> known = device.flatMap(_ -> passwords.known(id.text(), password));
        if (known.isPresent()) {
            then.accept(answer(device, known.get(), standing, "password"));
            return;
        }
        passwords.check(
                id.text(),
                password,
                device.isPresent(),
                verdict -> then.accept(answer(device, verdict, standing, "password")));
    }

    /** The device, where it may come in without a certificate at all. */
    private static Optional<Device> withoutCertificate(ClientId id, String username, Standing standing) {
        return switch (standing) {
            case Standing.Bad _ -> Optional.empty();
            case Standing.Good(ClientId _, Optional<Device> device) ->
                device.filter(each -> username.equals(each.id()) && !DevicePasswords.needsCertificate(id));
        };
    }

    private static Answer answer(Optional<Device> device, Verdict verdict, Standing standing, String kind) {
        return switch (verdict) {
            case Verdict.TooBusy() -> Answer.deny("busy");
            case Verdict.Wrong(String why) -> Answer.deny(device.isPresent() ? why : whyNot(standing));
            case Verdict.Right(var until) ->
                device.isPresent() ? new Answer.Allow(kind, until, Optional.empty()) : Answer.deny(whyNot(standing));
        };
    }

    private static String whyNot(Standing standing) {
        return switch (standing) {
            case Standing.Bad(String reason) -> reason;
            case Standing.Good(ClientId _, Optional<Device> device) ->
                device.isPresent() ? "wrong-user-name-or-needs-certificate" : "not-registered";
        };
    }

    private Optional<String> objection(String clientId) {
        return objections.stream()
                .flatMap(each -> each.against(clientId).stream())
                .findFirst();
    }

    private void note(Attempt attempt, Answer answer) {
        switch (answer) {
            case Answer.Allow _ -> protection.succeeded(attempt);
            // nobody has guessed
            case Answer.Deny(String reason) when reason.equals("busy") -> {}
            case Answer.Deny _ -> protection.failed(attempt);
        }
    }

    private static Attempt attempt(ClientId id, Fields question, Presented presented) {
        String plainId = id instanceof ClientId.Unusable ? "" : id.text();
        // a certificate of another's counts as none: its owner guesses at client ids
        boolean own = presented instanceof Presented.Certificate(String name) && name.equals(plainId);
        return new Attempt(plainId, Address.of(question.text("peerhost")), own ? plainId : "");
    }
}
