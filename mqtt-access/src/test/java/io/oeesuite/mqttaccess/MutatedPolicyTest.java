package io.oeesuite.mqttaccess;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.oeesuite.mqttaccess.cases.AccessCases;
import io.oeesuite.mqttaccess.cases.Enforcer;

import static org.assertj.core.api.Assertions.assertThat;

/** A policy that is wrong in one right is found out by the table. */
class MutatedPolicyTest {

    private static final AccessCases TABLE = AccessCases.read();
    private static final int LONG = 1000;
    private static final Map<ClientRole, AccessCases> BY_ROLE = new EnumMap<>(ClientRole.class);
    private static final Map<ClientRole, Rights> RIGHTS = Rights.of(PolicySettings.defaults());

    private record Mutation(String name, ClientRole role, Rights rights) {

        boolean isFound() {
            return wrong(role, rights) > 0;
        }
    }

    @Test
    void edgesThatSpeakForOthersAreFound() {
        Rights edge = RIGHTS.get(ClientRole.EDGE);
        List<String> publishes = edge.publishes().stream()
                .map(right -> right.replace("{id}", "+"))
                .toList();

        assertThat(wrong(ClientRole.EDGE, new Rights(publishes, edge.subscribes(), edge.shares())))
                .isPositive();
    }

    @Test
    void aHostThatSpeaksForAnotherHostIsFound() {
        Rights scada = RIGHTS.get(ClientRole.SCADA);
        List<String> publishes = scada.publishes().stream()
                .map(right -> right.replace("{name}", "{id}"))
                .toList();

        assertThat(wrong(ClientRole.SCADA, new Rights(publishes, scada.subscribes(), scada.shares())))
                .isPositive();
    }

    @Test
    void adminsWithoutTheBrokersOwnTopicsAreFound() {
        Rights admin = RIGHTS.get(ClientRole.ADMIN);

        assertThat(wrong(ClientRole.ADMIN, new Rights(admin.publishes(), List.of("#"), admin.shares())))
                .isPositive();
    }

    /** Every right left out, every level of every right opened, every right cut short or made longer, every role's sharing turned round. */
    @Test
    void everySmallMutationIsFound() {
        List<Mutation> mutations = Stream.of(ClientRole.values())
                .flatMap(MutatedPolicyTest::mutations)
                .toList();

        System.out.printf("Mutations of the policy: %d%n", mutations.size());
        assertThat(mutations.stream().filter(mutation -> !mutation.isFound()).map(Mutation::name))
                .isEmpty();
    }

    private static Stream<Mutation> mutations(ClientRole role) {
        Rights rights = RIGHTS.get(role);
        Stream<Mutation> sharing = Stream.of(new Mutation(
                        role + " shares: " + !rights.shares(),
                        role,
                        new Rights(rights.publishes(), rights.subscribes(), !rights.shares())))
                .filter(mutation -> !rights.subscribes().isEmpty());
        return Stream.of(
                        sharing,
                        mutations(
                                role,
                                "publish",
                                rights.publishes(),
                                (its, list) -> new Rights(list, its.subscribes(), its.shares())),
                        mutations(
                                role,
                                "subscribe",
                                rights.subscribes(),
                                (its, list) -> new Rights(its.publishes(), list, its.shares())))
                .flatMap(stream -> stream);
    }

    private static Stream<Mutation> mutations(
            ClientRole role, String side, List<String> filters, BiFunction<Rights, List<String>, Rights> with) {
        return IntStream.range(0, filters.size()).boxed().flatMap(at -> {
            String filter = filters.get(at);
            Stream<Mutation> without = Stream.of(new Mutation(
                    role + " " + side + " without " + filter,
                    role,
                    with.apply(RIGHTS.get(role), replaced(filters, at, null))));
            Stream<Mutation> changed = changed(filter)
                    .map(other -> new Mutation(
                            role + " " + side + " " + other + " for " + filter,
                            role,
                            with.apply(RIGHTS.get(role), replaced(filters, at, other))));
            return Stream.concat(without, changed);
        });
    }

    private static Stream<String> changed(String filter) {
        List<String> levels = List.of(filter.split("/"));
        Stream<String> opened = IntStream.range(0, levels.size())
                .filter(level ->
                        !levels.get(level).equals("+") && !levels.get(level).equals("#"))
                .mapToObj(level -> String.join("/", replaced(levels, level, "+")));
        Stream<String> cut = IntStream.range(0, levels.size())
                .mapToObj(level -> String.join(
                        "/",
                        Stream.concat(levels.stream().limit(level), Stream.of("#"))
                                .toList()));
        Stream<String> longer = filter.endsWith("#") ? Stream.of() : Stream.of(filter + "/#");
        return Stream.of(opened, cut, longer).flatMap(stream -> stream).filter(other -> !other.equals(filter));
    }

    private static List<String> replaced(List<String> list, int at, String other) {
        List<String> changed = new ArrayList<>(list);
        if (other == null) {
            changed.remove(at);
        } else {
            changed.set(at, other);
        }
        return changed;
    }

    private static int wrong(ClientRole role, Rights rights) {
        Map<ClientRole, Rights> mutated = new EnumMap<>(RIGHTS);
        mutated.put(role, rights);
        return new PolicyTrial(ofRole(role), new AccessPolicy(mutated))
                .wrong(Enforcer.POLICY)
                .size();
    }

    /** The cases in which the role counts; the very long topics are left out, for speed. */
    private static AccessCases ofRole(ClientRole role) {
        return BY_ROLE.computeIfAbsent(
                role,
                wanted -> new AccessCases(
                        TABLE.all().stream()
                                .filter(one -> one.topic().length() < LONG)
                                .filter(one -> switch (ClientId.of(one.clientId())) {
                                    case ClientId.OfRole(String _, ClientRole its, String _) -> its == wanted;
                                    case ClientId.OfDevice(String _) -> wanted == ClientRole.DEVICE;
                                    case ClientId.Unusable(String _, String _) -> false;
                                })
                                .toList(),
                        TABLE.devices()));
    }
}
