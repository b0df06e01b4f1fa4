package io.oeesuite.mqttaccess;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** What filters cover, and what the policy makes of it, against going through all topics of a small alphabet. */
class FilterPropertiesTest {

    private static final List<String> TOPICS = topics(List.of("a", "b", "", "$x"), 4);

    private final AccessPolicy policy = new AccessPolicy(PolicySettings.defaults());

    @Property(tries = 2000)
    void whatAFilterCoversItMatches(@ForAll("filters") String filter, @ForAll("filters") String other) {
        boolean matchesAll = TOPICS.stream().filter(matching(other)::test).allMatch(matching(filter)::test);

        boolean covers = TopicFilter.of(filter).covers(TopicFilter.of(other));

        // # and +/# match the same topics: covering too little is safe
        if (!(other.equals("#") && filter.equals("+/#"))) {
            assertThat(covers).isEqualTo(matchesAll);
        }
    }

    @Property(tries = 500)
    void aFilterIsAllowedWhenAllItMatchesIs(@ForAll("clients") String id, @ForAll("wishes") String wish) {
        ClientAccess client = ClientAccess.device(id, Set.of("blue"));
        boolean allAllowed = topicsOf(wish).stream()
                .allMatch(topic -> policy.subscribe(client, topic).isAllowed());

        assertThat(policy.subscribe(client, wish).isAllowed())
                .as(id + " " + wish)
                .isEqualTo(allAllowed);
    }

    @Provide
    Arbitrary<String> filters() {
        return filters(1, 4, "a", "b", "", "$x", "+", "+");
    }

    @Provide
    Arbitrary<String> clients() {
        return Arbitraries.of("edge_1", "analytics_1", "scada_1", "dashboard_1", "alert_1", "auth_1", "admin_1", "d1");
    }

    /** Near the rights: one of them, some levels of it changed. */
    @Provide
    Arbitrary<String> wishes() {
        List<String> rights = Rights.of(PolicySettings.defaults()).values().stream()
                .flatMap(its -> Stream.concat(its.publishes().stream(), its.subscribes().stream()))
                .map(right ->
                        right.replace("{id}", "edge_1").replace("{name}", "1").replace("{group}", "blue"))
                .sorted()
                .toList();
        return Arbitraries.of(rights).flatMap(right -> {
            List<String> levels = List.of(right.split("/"));
            return Arbitraries.integers()
                    .between(0, levels.size() - 1)
                    .flatMap(at -> Arbitraries.of("d1", "+", "other", "#", levels.get(at))
                            .map(level -> changed(levels, at, level)));
        });
    }

    private static String changed(List<String> levels, int at, String level) {
        List<String> changed = new ArrayList<>(levels);
        changed.set(at, level);
        return String.join("/", level.equals("#") ? changed.subList(0, at + 1) : changed);
    }

    private static Arbitrary<String> filters(int shortest, int longest, String... levels) {
        Arbitrary<String> plain = Arbitraries.of(levels)
                .list()
                .ofMinSize(shortest)
                .ofMaxSize(longest)
                .map(list -> String.join("/", list))
                .filter(text -> !text.isEmpty());
        return Arbitraries.oneOf(plain, plain.map(filter -> filter + "/#"), Arbitraries.just("#"));
    }

    /** MQTT's matching, by a regular expression. */
    private static Pattern pattern(String filter) {
        String expression = filter.equals("#")
                ? "(?!\\$).*"
                : Stream.of(filter.split("/", -1))
                        .map(level -> switch (level) {
                            case "+" -> "[^/]*";
                            case "#" -> "#";
                            default -> Pattern.quote(level);
                        })
                        .reduce((left, right) -> right.equals("#") ? left + "(/.*)?" : left + "/" + right)
                        .orElseThrow();
        return Pattern.compile(filter.startsWith("+") ? "(?!\\$)" + expression : expression);
    }

    private static Predicate<String> matching(String filter) {
        return pattern(filter).asMatchPredicate();
    }

    private static List<String> topics(List<String> alphabet, int longest) {
        List<String> topics = new ArrayList<>();
        List<String> longer = alphabet;
        for (int length = 1; length <= longest + 1; length++) {
            topics.addAll(longer);
            longer = longer.stream()
                    .flatMap(topic -> alphabet.stream().map(level -> topic + "/" + level))
                    .toList();
        }
        return topics.stream().filter(topic -> !topic.isEmpty()).toList();
    }

    /** The topics of a small alphabet that a filter matches, by putting words in the places of its wildcards. */
    private static List<String> topicsOf(String filter) {
        List<String> alphabet = List.of("d1", "edge_1", "other", "");
        List<String> begun = List.of("");
        for (String level : filter.split("/", -1)) {
            List<String> before = begun;
            List<String> next = switch (level) {
                case "+" ->
                    alphabet.stream()
                            .flatMap(word -> before.stream().map(topic -> topic + "/" + word))
                            .toList();
                case "#" ->
                    Stream.concat(
                                    before.stream(),
                                    topics(alphabet, 1).stream()
                                            .flatMap(rest -> before.stream().map(topic -> topic + "/" + rest)))
                            .toList();
                default -> before.stream().map(topic -> topic + "/" + level).toList();
            };
            begun = next;
        }
        return begun.stream()
                .filter(topic -> topic.length() > 1)
                .map(topic -> topic.substring(1))
                .toList();
    }
}
