package io.oeesuite.alert.rest;

import java.util.Comparator;
import java.util.function.Predicate;

import io.oeesuite.contracts.Incident;
import io.oeesuite.httpaccess.ProblemException;

/** The order in which alerts are listed, and the place in it where a page ends: {@code raised-id}, so that what comes meanwhile shifts nothing. */
final class AlertPage {
    static final Comparator<Incident> NEWEST_FIRST = Comparator.comparingLong(AlertPage::raisedMs)
            .reversed()
            .thenComparing(incident -> incident.getAlert().getId());

    private AlertPage() {}

    static String cursor(Incident last) {
        return raisedMs(last) + "-" + last.getAlert().getId();
    }

    /**
     * Those behind a place; the empty text is before the first.
     *
     * @throws ProblemException when it is no place
     */
    static Predicate<Incident> after(String cursor) {
        if (cursor.isEmpty()) {
            return _ -> true;
        }
        if (!cursor.matches("[0-9]{1,18}-.+")) {
            throw new ProblemException(new Problem.BadParameter("after", cursor, "what the header Link names"));
        }
        int dash = cursor.indexOf('-');
        long raisedMs = Long.parseLong(cursor.substring(0, dash));
        String id = cursor.substring(dash + 1);
        return incident -> raisedMs(incident) < raisedMs
                || raisedMs(incident) == raisedMs && incident.getAlert().getId().compareTo(id) > 0;
    }

    private static long raisedMs(Incident incident) {
        return incident.getAlert().getRaisedMs();
    }
}
