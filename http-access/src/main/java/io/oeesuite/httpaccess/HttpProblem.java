package io.oeesuite.httpaccess;

import java.util.List;
import java.util.OptionalInt;

/** What can be wrong with a request, a problem type of RFC 9457. The detail says what to do. */
public interface HttpProblem {

    int status();

    /** The last part of the problem's type; fixed, programs may rely on it. */
    String name();

    String title();

    String detail();

    /** Field by field, what is wrong with a body. */
    default List<FieldProblem> errors() {
        return List.of();
    }

    /** What was perhaps meant. */
    default List<String> similar() {
        return List.of();
    }

    /** When to ask again, in seconds. */
    default OptionalInt retryAfterSeconds() {
        return switch (status()) {
            case 429 -> OptionalInt.of(1);
            case 503 -> OptionalInt.of(5);
            default -> OptionalInt.empty();
        };
    }
}
