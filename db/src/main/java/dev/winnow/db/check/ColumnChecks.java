package dev.winnow.db.check;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import dev.winnow.db.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The CHECKs of a column from the kind of its values and their Bean Validation constraints, as strict or weaker, never stricter.
 *
 * <p>There is none for: the number of a list's elements (they are in another table); {@code @Past}, {@code @Future} and the like
 * (judged once, when the reply arrived); constraints outside the default group, which are not validated; and every constraint that
 * only words can tell.
 */
public final class ColumnChecks {

    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private ColumnChecks() {}

    /** Those of a column of single values, quoted, in a stable order; null always passes. */
    public static List<CheckRule> of(Shape single, List<Constraint> constraints, String column) {
        List<CheckRule> checks = new ArrayList<>();
        if (single instanceof Shape.Choice choice) {
            checks.add(choice(choice, column));
        } else {
            KindRules.of(((Shape.Scalar) single).kind(), column).ifPresent(checks::add);
        }
        for (Constraint constraint : constraints) {
            for (Rule rule : constraint.rules()) {
                expression(rule, single, column)
                        .map(text -> new CheckRule(name(constraint), text))
                        .filter(check -> !checks.contains(check))
                        .ifPresent(checks::add);
            }
        }
        return checks;
    }

    /** Those of something that may be null, where {@code isNull} is an expression for that it is. */
    public static List<CheckRule> ofPresence(List<Constraint> constraints, String isNull) {
        return constraints.stream()
                .filter(constraint -> constraint.rules().contains(new Rule.Absent()))
                .map(constraint -> new CheckRule(name(constraint), isNull))
                .distinct()
                .toList();
    }

    /** That a column holds one of these texts. */
    public static CheckRule oneOf(List<String> texts, String column) {
        String values = texts.stream().map(Identifiers::literal).collect(Collectors.joining(", "));
        return new CheckRule("choice", column + " IN (" + values + ")");
    }

    /** The last part of the name of a constraint's CHECK. */
    public static String name(Constraint constraint) {
        return SNAKE.translate(constraint.name());
    }

    private static Optional<String> expression(Rule rule, Shape single, String column) {
        if (rule instanceof Rule.Absent) {
            return Optional.of(column + " IS NULL");
        }
        return single instanceof Shape.Scalar scalar ? expression(rule, scalar.kind(), column) : Optional.empty();
    }

    private static Optional<String> expression(Rule rule, ScalarKind kind, String column) {
        return switch (kind) {
            case BYTE, SHORT, INT, LONG, BIG_INTEGER, DECIMAL -> NumberRules.exact(rule, kind, column);
            case FLOAT, DOUBLE -> FloatRules.of(rule, kind, column);
            case STRING -> TextRules.of(rule, column);
            case BOOLEAN ->
                rule instanceof Rule.Always always
                        ? Optional.of(always.value() ? column : "NOT " + column)
                        : Optional.empty();
            case DURATION ->
                rule instanceof Rule.DurationBound bound ? DurationRules.of(bound, column) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Exact. */
    private static CheckRule choice(Shape.Choice choice, String column) {
        return choice.kind() == ScalarKind.STRING
                ? oneOf(choice.texts(), column)
                : new CheckRule("choice", column + " IN (" + String.join(", ", choice.texts()) + ")");
    }
}
