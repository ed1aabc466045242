package dev.winnow.db.table;

import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import jakarta.validation.groups.Default;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The CHECKs of a column from its Bean Validation constraints, as strict or weaker, never stricter.
 *
 * <p>There is none for: {@code @Size} and {@code @NotEmpty} of a list (its rows are in another table); {@code @Past}, {@code
 * @Future} and the like (judged once, when the reply arrived); constraints on a record as a whole; constraints outside the
 * default group, which are not validated; and every constraint not named in {@link NumberRules} or {@link TextRules}.
 */
final class Rules {

    private Rules() {}

    /** In a stable order, which Bean Validation's own is not; null always passes. */
    static List<Rule> of(Shape shape, List<ConstraintDescriptor<?>> constraints, String column) {
        if (shape instanceof Shape.Choice choice) {
            return choice(choice, column).stream().toList();
        }
        ScalarKind kind = ((Shape.Scalar) shape).kind();
        return constraints.stream()
                .filter(constraint -> constraint.getGroups().contains(Default.class))
                .map(ConstraintDescriptor::getAnnotation)
                .flatMap(constraint -> switch (kind) {
                    case INT, LONG, BIG_INTEGER, DECIMAL -> NumberRules.exact(constraint, kind, column).stream();
                    case DOUBLE -> DoubleRules.of(constraint, column).stream();
                    case STRING -> TextRules.of(constraint, column).stream();
                    case BOOLEAN, LOCAL_DATE, LOCAL_DATE_TIME, INSTANT, UUID_TEXT -> Stream.<Rule>empty();
                })
                .distinct()
                .sorted(Comparator.comparing(Rule::name).thenComparing(Rule::expression))
                .toList();
    }

    /** Exact. */
    private static Optional<Rule> choice(Shape.Choice choice, String column) {
        String values = choice.values().stream().map(Identifiers::literal).collect(Collectors.joining(", "));
        return values.isEmpty() ? Optional.empty() : Optional.of(new Rule("choice", column + " IN (" + values + ")"));
    }
}
