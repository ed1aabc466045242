package dev.winnow.db.table;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The CHECKs of a column from its Bean Validation constraints, as strict or weaker, never stricter.
 *
 * <p>There is none for: {@code @Size} and {@code @NotEmpty} of a list (its rows are in another table); {@code @Past}, {@code
 * @Future} and the like (judged once, when the reply arrived); constraints on a record as a whole; constraints outside the
 * default group, which are not validated; and every constraint not named in {@link NumberRules} or {@link TextRules}.
 */
final class Rules {

    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private Rules() {}

    /** In a stable order; null always passes. */
    static List<CheckRule> of(Shape shape, List<Constraint> constraints, String column) {
        List<CheckRule> checks = new ArrayList<>();
        if (shape instanceof Shape.Choice choice) {
            checks.add(choice(choice, column));
            return checks;
        }
        ScalarKind kind = ((Shape.Scalar) shape).kind();
        for (Constraint constraint : constraints) {
            for (Rule rule : constraint.rules()) {
                expression(rule, kind, column)
                        .map(text -> new CheckRule(SNAKE.translate(constraint.name()), text))
                        .filter(check -> !checks.contains(check))
                        .ifPresent(checks::add);
            }
        }
        return checks;
    }

    private static Optional<String> expression(Rule rule, ScalarKind kind, String column) {
        return switch (kind) {
            case BYTE, SHORT, INT, LONG, BIG_INTEGER, DECIMAL -> NumberRules.exact(rule, kind, column);
            case FLOAT, DOUBLE -> DoubleRules.of(rule, column);
            case STRING -> TextRules.of(rule, column);
            default -> Optional.empty();
        };
    }

    /** Exact. */
    private static CheckRule choice(Shape.Choice choice, String column) {
        String values = choice.texts().stream()
                .map(text -> choice.kind() == ScalarKind.STRING ? Identifiers.literal(text) : text)
                .collect(Collectors.joining(", "));
        return new CheckRule("choice", column + " IN (" + values + ")");
    }
}
