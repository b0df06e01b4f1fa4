package io.oeesuite.command.rest;

import java.util.List;

import io.oeesuite.command.commanding.CommandProblem;
import io.oeesuite.httpaccess.FieldProblem;
import io.oeesuite.httpaccess.HttpProblem;

/** What can be wrong with a request, each a problem type of RFC 9457. The detail says what to do. */
sealed interface Problem extends HttpProblem {

    /** The command is refused. */
    record Refused(CommandProblem why) implements Problem {}

    record InvalidCommand(List<FieldProblem> errors) implements Problem {}

    record UnreadableBody(String why) implements Problem {}

    record BadParameter(String parameter, String value, String allowed) implements Problem {}

    record UnknownSource(String source) implements Problem {}

    record UnknownCommand(String id) implements Problem {}

    record NotWaitingForApproval(String id, String is) implements Problem {}

    record OwnCommand() implements Problem {}

    record KeyTaken(String key) implements Problem {}

    record ActorUnknown(String why) implements Problem {}

    record Unavailable(String what) implements Problem {}

    @Override
    default int status() {
        return switch (this) {
            case Refused(CommandProblem why) -> status(why);
            case InvalidCommand _, UnreadableBody _, BadParameter _ -> 400;
            case UnknownSource _, UnknownCommand _ -> 404;
            case NotWaitingForApproval _, KeyTaken _ -> 409;
            case OwnCommand _, ActorUnknown _ -> 403;
            case Unavailable _ -> 503;
        };
    }

    private static int status(CommandProblem why) {
        return switch (why) {
            case CommandProblem.UnknownTarget _ -> 404;
            case CommandProblem.ForeignGroup _, CommandProblem.NotAllowed _, CommandProblem.NobodyNamed _ -> 403;
            case CommandProblem.TargetOffline _ -> 409;
            case CommandProblem.RateLimited _ -> 429;
            case CommandProblem.UnknownMetric _,
                    CommandProblem.Unwritable _,
                    CommandProblem.WrongType _,
                    CommandProblem.OutOfRange _,
                    CommandProblem.BadExpiry _,
                    CommandProblem.NothingToCommand _ -> 422;
        };
    }

    @Override
    default String name() {
        return switch (this) {
            case Refused(CommandProblem why) -> why.name();
            case InvalidCommand _ -> "invalid-command";
            case UnreadableBody _ -> "unreadable-body";
            case BadParameter _ -> "bad-parameter";
            case UnknownSource _ -> "unknown-source";
            case UnknownCommand _ -> "unknown-command";
            case NotWaitingForApproval _ -> "not-waiting-for-approval";
            case OwnCommand _ -> "own-command";
            case KeyTaken _ -> "idempotency-key-taken";
            case ActorUnknown _ -> "actor-unknown";
            case Unavailable _ -> "unavailable";
        };
    }

    @Override
    default String title() {
        return switch (this) {
            case Refused _ -> "The command is refused";
            case InvalidCommand _ -> "The command is not valid";
            case UnreadableBody _ -> "The body cannot be read";
            case BadParameter _ -> "A parameter has a value that is not allowed";
            case UnknownSource _ -> "Unknown edge node or device";
            case UnknownCommand _ -> "Unknown command";
            case NotWaitingForApproval _ -> "The command does not wait for approval";
            case OwnCommand _ -> "Nobody approves an own command";
            case KeyTaken _ -> "The idempotency key was used for another command";
            case ActorUnknown _ -> "Nobody knows who asks";
            case Unavailable _ -> "Not available at the moment";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
            case Refused(CommandProblem why) -> why.detail();
            case InvalidCommand(List<FieldProblem> errors) ->
                errors.stream()
                        .map(error -> error.field() + " " + error.message())
                        .reduce((one, two) -> one + "; " + two)
                        .orElse("");
            case UnreadableBody(String why) -> why;
            case BadParameter(String parameter, String value, String allowed) ->
                "\"" + value + "\" is not allowed for \"" + parameter + "\"; allowed: " + allowed + ".";
            case UnknownSource(String source) -> source + " was never born here. GET /api/v1/nodes lists what is.";
            case UnknownCommand(String id) ->
                "There is no command " + id + ", or it is older than what is kept in memory.";
            case NotWaitingForApproval(String id, String is) -> "The command " + id + " is " + is + ".";
            case OwnCommand _ -> "Somebody else than who ordered the command has to approve it.";
            case KeyTaken(String key) ->
                "\"" + key + "\" stands for a command with another content. Use a new Idempotency-Key.";
            case ActorUnknown(String why) -> why;
            case Unavailable(String what) -> what;
        };
    }
}
