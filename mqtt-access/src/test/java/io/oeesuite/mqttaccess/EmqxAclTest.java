package io.oeesuite.mqttaccess;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.mqttaccess.EmqxModel.Answer;
import io.oeesuite.mqttaccess.cases.AccessCase;
import io.oeesuite.mqttaccess.cases.AccessCases;
import io.oeesuite.mqttaccess.cases.Enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmqxAclTest {

    private static final AccessCases TABLE = AccessCases.read();
    private static final AccessPolicy POLICY = new AccessPolicy(PolicySettings.defaults());

    @TempDir
    Path folder;

    @Test
    void everyCaseOfTheTableWithThePolicyAsNextSource() throws Exception {
        EmqxModel.needErlang();
        String acl = new EmqxAcl(PolicySettings.defaults()).text(List.of());

        List<Answer> answers = new EmqxModel(folder).answers(acl, TABLE.all());

        assertThat(answers).hasSameSizeAs(TABLE.all());
        List<AccessCase> wrong = new ArrayList<>();
        for (int at = 0; at < answers.size(); at++) {
            AccessCase one = TABLE.all().get(at);
            if (isAllowed(one, answers.get(at)) != one.allowedBy(Enforcer.EMQX)) {
                wrong.add(one);
            }
        }
        System.out.printf(
                "acl.conf in Erlang: %d cases, of which %d go to the next source%n",
                answers.size(),
                answers.stream().filter(answer -> answer.word().equals("next")).count());
        assertThat(wrong).isEmpty();
    }

    @Test
    void rolesNeedNoOtherSource() throws Exception {
        EmqxModel.needErlang();
        String acl = new EmqxAcl(PolicySettings.defaults()).text(List.of());
        List<AccessCase> cases = TABLE.all().stream()
                .filter(one -> ClientId.of(one.clientId()) instanceof ClientId.OfRole)
                .filter(one -> !one.topic().startsWith("$"))
                .toList();

        assertThat(new EmqxModel(folder).answers(acl, cases))
                .extracting(Answer::word)
                .doesNotContain("next");
    }

    @Test
    void aHostThatIsNamedNeedsNoAttribute() throws Exception {
        EmqxModel.needErlang();
        String named = new EmqxAcl(PolicySettings.defaults()).text(List.of("scada_PRIMARY-HOST"));
        String withoutAttribute = named.replace(EmqxAcl.HOST_ATTRIBUTE, "none");
        List<AccessCase> cases = TABLE.all().stream()
                .filter(one -> one.clientId().equals("scada_PRIMARY-HOST"))
                .toList();

        List<Answer> answers = new EmqxModel(folder).answers(withoutAttribute, cases);

        for (int at = 0; at < answers.size(); at++) {
            AccessCase one = cases.get(at);
            assertThat(isAllowed(one, answers.get(at))).as(one.toString()).isEqualTo(one.allowedBy(Enforcer.EMQX));
        }
    }

    @Test
    void onlyTheIdsOfHostsAreHosts() {
        EmqxAcl acl = new EmqxAcl(PolicySettings.defaults());

        for (String id : List.of("edge_1", "scada_", "Scada_1", "scada_\"}", "d1")) {
            assertThatThrownBy(() -> acl.text(List.of(id))).as(id).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRightThatWouldGiveMoreThanItSaysIsNotRendered() {
        for (String right : List.of("+", "spBv1.0/+", "spBv1.0/+/#")) {
            Map<ClientRole, Rights> rights = new EnumMap<>(Rights.of(PolicySettings.defaults()));
            rights.put(ClientRole.EDGE, new Rights(List.of(), List.of(right), false));

            assertThatThrownBy(() -> new EmqxAcl(rights).text(List.of()))
                    .as(right)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(right);
        }
    }

    private static boolean isAllowed(AccessCase one, Answer answer) {
        return switch (answer.word()) {
            case "allow" -> true;
            case "deny", "malformed" -> false;
            case "next" -> isAllowedByPolicy(one, answer.asked());
            default -> throw new AssertionError(answer.word());
        };
    }

    private static boolean isAllowedByPolicy(AccessCase one, String asked) {
        ClientAccess client = TABLE.client(one.clientId());
        return switch (one.action()) {
            case PUBLISH -> POLICY.publish(client, asked).isAllowed();
            case SUBSCRIBE -> POLICY.subscribe(client, asked).isAllowed();
        };
    }
}
