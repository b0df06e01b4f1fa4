package io.oeesuite.command.commanding;

import java.time.Instant;
import java.util.List;

import io.oeesuite.httpaccess.Caller;

/** Why a command is refused. */
public sealed interface CommandProblem {

    record UnknownTarget(String target) implements CommandProblem {}

    record ForeignGroup(String group) implements CommandProblem {}

    record TargetOffline(String target, long sinceMs) implements CommandProblem {}

    record UnknownMetric(String target, String metric) implements CommandProblem {}

    record NotAllowed(String target, String metric) implements CommandProblem {}

    record Unwritable(String metric, String why) implements CommandProblem {}

    record WrongType(String metric, String type, String given) implements CommandProblem {}

    record OutOfRange(String metric, String given, String range) implements CommandProblem {}

    record BadExpiry(String why) implements CommandProblem {}

    record RateLimited(String target, int perSecond) implements CommandProblem {}

    /** A critical command by nobody in particular, or by a login that is called so: two people could not be told apart. */
    record NobodyNamed() implements CommandProblem {}

    record NothingToCommand(String group, List<String> refusals) implements CommandProblem {}

    /** The last part of the problem's type; fixed, programs may rely on it. */
    default String name() {
        return switch (this) {
            case UnknownTarget _ -> "unknown-target";
            case ForeignGroup _ -> "foreign-group";
            case TargetOffline _ -> "target-offline";
            case UnknownMetric _ -> "unknown-metric";
            case NotAllowed _ -> "not-allowed";
            case Unwritable _ -> "unwritable";
            case WrongType _ -> "wrong-type";
            case OutOfRange _ -> "out-of-range";
            case BadExpiry _ -> "bad-expiry";
            case RateLimited _ -> "rate-limited";
            case NobodyNamed _ -> "actor-unknown";
            case NothingToCommand _ -> "nothing-to-command";
        };
    }

    /** What is wrong and what to do. */
    default String detail() {
        return switch (this) {
            case UnknownTarget(String target) -> target + " was never born here. GET /api/v1/nodes lists what is.";
            case ForeignGroup(String group) ->
                "The group " + group + " is not this host's to command; OEE_HOST_GROUPS says which are.";
            case TargetOffline(String target, long sinceMs) ->
                target + " is offline since " + Instant.ofEpochMilli(sinceMs) + ". Try again when it is back.";
            case UnknownMetric(String target, String metric) ->
                "The birth of " + target + " has no metric \"" + metric + "\".";
            case NotAllowed(String target, String metric) ->
                "\"" + metric + "\" of " + target + " may not be written: no entry of OEE_COMMANDS_ALLOW covers it.";
            case Unwritable(String metric, String why) -> "\"" + metric + "\" cannot be written: " + why + ".";
            case WrongType(String metric, String type, String given) ->
                "\"" + metric + "\" takes a value of type " + type + ", which " + given + " is not.";
            case OutOfRange(String metric, String given, String range) ->
                "\"" + metric + "\" may be " + range + ", not " + given + ".";
            case BadExpiry(String why) -> why;
            case RateLimited(String target, int perSecond) ->
                target + " takes " + perSecond + " commands per second. Try again in a second.";
            case NobodyNamed _ ->
                "A second person has to approve this command, and \"" + Actors.LOCAL
                        + "\" could be anybody. Without logins say who you are in the header " + Caller.HEADER
                        + "; a login needs another name.";
            case NothingToCommand(String group, List<String> refusals) ->
                "None of the edge nodes of " + group + " can be commanded so"
                        + (refusals.isEmpty() ? ": none was ever born." : ": " + String.join(" ", refusals));
        };
    }
}
