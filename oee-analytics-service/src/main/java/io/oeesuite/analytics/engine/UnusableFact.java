package io.oeesuite.analytics.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.oeesuite.contracts.SourcePosition;
import io.oeesuite.contracts.Topic;

import static java.util.stream.Collectors.toList;

/** A fact that must not enter the ledger; it ends as a dead letter with this reason. */
final class UnusableFact extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason a short fixed word
     * @param detail what and where, for people
     */
    UnusableFact(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /**
     * What to say of the unusable facts of one message, by reason: a message is one dead letter per reason, however many of its facts are bad.
     *
     * @param source where the message lies in the raw log
     */
    static Map<String, String> byReason(List<UnusableFact> facts, SourcePosition source) {
        Map<String, List<UnusableFact>> byReason =
                facts.stream().collect(Collectors.groupingBy(UnusableFact::reason, LinkedHashMap::new, toList()));
        Map<String, String> details = new LinkedHashMap<>();
        byReason.forEach((reason, alike) -> details.put(
                reason,
                "%s%s; raw message: %s partition %d offset %d"
                        .formatted(
                                alike.getFirst().getMessage(),
                                alike.size() == 1 ? "" : " (and " + (alike.size() - 1) + " more)",
                                Topic.RAW.topicName(),
                                source.getPartition(),
                                source.getOffset())));
        return details;
    }
}
