package io.oeesuite.alert.rest;

import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.HttpProblem;

/** What can be wrong with a request, each a problem type of RFC 9457. The detail says what to do. */
sealed interface Problem extends HttpProblem {

    record UnknownAlert(String id) implements Problem {}

    record AlreadyResolved(String id) implements Problem {}

    record UnknownSilence(String id) implements Problem {}

    record InvalidSilence(String why) implements Problem {}

    record BadParameter(String parameter, String value, String allowed) implements Problem {}

    record NoActor() implements Problem {}

    /** Of another site than those of whoever asks. */
    record NotYours(String what, String needed) implements Problem {}

    record UnreadableBody(String why) implements Problem {}

    record InvalidText(String field, String why) implements Problem {}

    record Unavailable(String what) implements Problem {}

    record NotSeenYet() implements Problem {}

    @Override
    default int status() {
        return switch (this) {
            case UnknownAlert _, UnknownSilence _ -> 404;
            case AlreadyResolved _ -> 409;
            case InvalidSilence _, BadParameter _, NoActor _, UnreadableBody _, InvalidText _ -> 400;
            case NotYours _ -> 403;
            case Unavailable _, NotSeenYet _ -> 503;
        };
    }

    @Override
    default String name() {
        return switch (this) {
            case UnknownAlert _ -> "unknown-alert";
            case AlreadyResolved _ -> "already-resolved";
            case UnknownSilence _ -> "unknown-silence";
            case InvalidSilence _ -> "invalid-silence";
            case BadParameter _ -> "bad-parameter";
            case NoActor _ -> "no-actor";
            case NotYours _ -> "not-your-site";
            case UnreadableBody _ -> "unreadable-body";
            case InvalidText _ -> "invalid-text";
            case Unavailable _ -> "unavailable";
            case NotSeenYet _ -> "not-seen-yet";
        };
    }

    @Override
    default String title() {
        return switch (this) {
            case UnknownAlert _ -> "Unknown alert";
            case AlreadyResolved _ -> "The alert is over";
            case UnknownSilence _ -> "Unknown silence";
            case InvalidSilence _ -> "The silence makes no sense";
            case BadParameter _ -> "A parameter has a value that is not allowed";
            case NoActor _ -> "Nobody is named";
            case NotYours _ -> "Not one of your sites";
            case UnreadableBody _ -> "The body cannot be read";
            case InvalidText _ -> "A text is too long or holds what is no text";
            case Unavailable _ -> "Not available at the moment";
            case NotSeenYet _ -> "Written, but not seen yet";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
            case UnknownAlert p ->
                "There is no alert \"" + p.id() + "\". GET /api/v1/alerts lists those of the last 30 days.";
            case AlreadyResolved p -> "Alert " + p.id() + " is resolved already; there is nothing left to do about it.";
            case UnknownSilence p ->
                "There is no silence \"" + p.id() + "\". GET /api/v1/silences lists what there is.";
            case InvalidSilence p -> p.why();
            case BadParameter p ->
                "\"" + p.value() + "\" is not allowed for \"" + p.parameter() + "\"; allowed: " + p.allowed() + ".";
            case NoActor _ -> "Say who you are in the header " + Caller.HEADER + ", in 1..100 characters.";
            case NotYours(String what, String needed) -> what + " needs " + needed + ".";
            case UnreadableBody p -> p.why();
            case InvalidText p -> "\"" + p.field() + "\" " + p.why() + ".";
            case NotSeenYet _ ->
                "It is written, but the service has not seen it within 10 seconds. It may yet take effect: look before you ask again.";
            case Unavailable p -> p.what() + " does not answer; try again in a few seconds.";
        };
    }
}
