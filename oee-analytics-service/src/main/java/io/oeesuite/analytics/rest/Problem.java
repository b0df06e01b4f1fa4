package io.oeesuite.analytics.rest;

import java.util.List;

import io.oeesuite.httpaccess.FieldProblem;
import io.oeesuite.httpaccess.HttpProblem;

/** What can be wrong with a question, each a problem type of RFC 9457. The detail says what to do. */
sealed interface Problem extends HttpProblem {

    record UnknownEquipment(String equipment, List<String> similar) implements Problem {}

    record MissingParameter(String parameter) implements Problem {}

    record BadTime(String parameter, String value) implements Problem {}

    record FromNotBeforeTo(String from, String to) implements Problem {}

    record UnknownWindow(String value) implements Problem {}

    record ShiftsNotAvailable() implements Problem {}

    record RangeTooLong(String what, long asked, long most) implements Problem {}

    record BadParameter(String parameter, String value, String allowed) implements Problem {}

    record NotPublished(String equipment, String why) implements Problem {}

    record InvalidMachineModel(List<FieldProblem> errors) implements Problem {}

    record UnreadableBody(String why) implements Problem {}

    record Unavailable(String what) implements Problem {}

    /** Equipment of another site than those of whoever asks. */
    record NotYourSite(String equipment) implements Problem {}

    @Override
    default int status() {
        return switch (this) {
            case UnknownEquipment p -> 404;
            case NotPublished p -> 404;
            case NotYourSite p -> 403;
            case Unavailable p -> 503;
            case MissingParameter p -> 400;
            case BadTime p -> 400;
            case FromNotBeforeTo p -> 400;
            case UnknownWindow p -> 400;
            case ShiftsNotAvailable p -> 400;
            case RangeTooLong p -> 400;
            case BadParameter p -> 400;
            case InvalidMachineModel p -> 400;
            case UnreadableBody p -> 400;
        };
    }

    @Override
    default String name() {
        return switch (this) {
            case UnknownEquipment p -> "unknown-equipment";
            case NotPublished p -> "not-published";
            case NotYourSite p -> "not-your-site";
            case Unavailable p -> "unavailable";
            case MissingParameter p -> "missing-parameter";
            case BadTime p -> "bad-time";
            case FromNotBeforeTo p -> "from-not-before-to";
            case UnknownWindow p -> "unknown-window";
            case ShiftsNotAvailable p -> "shifts-not-available";
            case RangeTooLong p -> "range-too-long";
            case BadParameter p -> "bad-parameter";
            case InvalidMachineModel p -> "invalid-machine-model";
            case UnreadableBody p -> "unreadable-body";
        };
    }

    @Override
    default String title() {
        return switch (this) {
            case UnknownEquipment p -> "Unknown equipment";
            case NotPublished p -> "Not published";
            case NotYourSite p -> "Not one of your sites";
            case Unavailable p -> "Not available at the moment";
            case MissingParameter p -> "A parameter is missing";
            case BadTime p -> "Not a time";
            case FromNotBeforeTo p -> "The range is empty";
            case UnknownWindow p -> "Unknown window";
            case ShiftsNotAvailable p -> "No shifts yet";
            case RangeTooLong p -> "The range is too long";
            case BadParameter p -> "A parameter has a value that is not allowed";
            case InvalidMachineModel p -> "The machine model is not valid";
            case UnreadableBody p -> "The body cannot be read";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
            case UnknownEquipment p ->
                "Nothing is known of \"" + p.equipment() + "\"."
                        + (p.similar().isEmpty()
                                ? " GET /api/v1/equipment lists what is."
                                : " Did you mean " + String.join(" or ", p.similar()) + "?");
            case NotPublished p -> p.why();
            case NotYourSite p ->
                "\"" + p.equipment()
                        + "\" belongs to none of your sites. Somebody who manages the realm can add its site to your login.";
            case Unavailable p -> p.what() + " does not answer; try again in a few seconds.";
            case MissingParameter p -> "Give the query parameter \"" + p.parameter() + "\".";
            case BadTime p ->
                "\"" + p.value() + "\" is not a time for \"" + p.parameter()
                        + "\". Write ISO 8601 with an offset: 2026-02-03T04:05:06Z or 2026-02-03T04:05:06.789+01:00"
                        + " (in a URL the plus sign is %2B).";
            case FromNotBeforeTo p -> "\"from\" (" + p.from() + ") must lie before \"to\" (" + p.to() + ").";
            case UnknownWindow p -> "\"" + p.value() + "\" is not a window; there are minute, hour, day and order.";
            case ShiftsNotAvailable p ->
                "Shifts need a shift calendar, which this version does not have. Ask for the range of the shift by from and to, or for"
                        + " window=hour.";
            case RangeTooLong p ->
                "This range holds " + p.asked() + " " + p.what() + ", more than the " + p.most()
                        + " that are answered at once. Ask for a shorter range, less equipment or a longer window.";
            case BadParameter p ->
                "\"" + p.value() + "\" is not allowed for \"" + p.parameter() + "\"; allowed: " + p.allowed() + ".";
            case InvalidMachineModel p ->
                p.errors().stream()
                        .map(error -> error.field() + " " + error.message())
                        .reduce((one, two) -> one + "; " + two)
                        .orElse("");
            case UnreadableBody p -> p.why();
        };
    }
}
