package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * What a Bean Validation constraint becomes in the schema: a keyword where strict mode has one that is as weak as the
 * constraint or weaker, never stricter, and always a sentence where the keyword does not say it all. The table is in {@code
 * docs/constraints.md}.
 */
final class ConstraintKeywords {

    private static final Set<ScalarKind> NUMBERS =
            Set.of(ScalarKind.INT, ScalarKind.LONG, ScalarKind.BIG_INTEGER, ScalarKind.DECIMAL, ScalarKind.DOUBLE);

    private ConstraintKeywords() {}

    static void apply(
            List<ConstraintDescriptor<?>> constraints, Shape shape, ObjectNode schema, List<String> sentences) {
        boolean number = shape instanceof Shape.Scalar scalar && NUMBERS.contains(scalar.kind());
        boolean string = shape instanceof Shape.Scalar scalar && scalar.kind() == ScalarKind.STRING;
        for (ConstraintDescriptor<?> constraint : constraints) {
            if (number && bound(constraint.getAnnotation(), schema)) {
                continue;
            }
            if (shape instanceof Shape.ListOf && items(constraint.getAnnotation(), schema)) {
                continue;
            }
            sentence(constraint, sentences);
        }
        if (string) {
            StringPattern.of(constraints).ifPresent(pattern -> schema.put("pattern", pattern));
        }
    }

    private static boolean bound(Object constraint, ObjectNode schema) {
        if (constraint instanceof Min min) {
            schema.put("minimum", min.value());
        } else if (constraint instanceof Max max) {
            schema.put("maximum", max.value());
        } else if (constraint instanceof DecimalMin min) {
            schema.put(min.inclusive() ? "minimum" : "exclusiveMinimum", new BigDecimal(min.value()));
        } else if (constraint instanceof DecimalMax max) {
            schema.put(max.inclusive() ? "maximum" : "exclusiveMaximum", new BigDecimal(max.value()));
        } else if (constraint instanceof Positive) {
            schema.put("exclusiveMinimum", 0);
        } else if (constraint instanceof PositiveOrZero) {
            schema.put("minimum", 0);
        } else if (constraint instanceof Negative) {
            schema.put("exclusiveMaximum", 0);
        } else if (constraint instanceof NegativeOrZero) {
            schema.put("maximum", 0);
        } else {
            return false;
        }
        return true;
    }

    private static boolean items(Object constraint, ObjectNode schema) {
        if (constraint instanceof NotEmpty) {
            schema.put("minItems", 1);
        } else if (constraint instanceof Size size) {
            if (size.min() > 0) {
                schema.put("minItems", size.min());
            }
            if (size.max() < Integer.MAX_VALUE) {
                schema.put("maxItems", size.max());
            }
        } else {
            return false;
        }
        return true;
    }

    private static void sentence(ConstraintDescriptor<?> descriptor, List<String> sentences) {
        Object constraint = descriptor.getAnnotation();
        if (constraint instanceof NotNull) {
            return;
        }
        if (constraint instanceof NotBlank) {
            sentences.add("Must not be blank.");
        } else if (constraint instanceof NotEmpty) {
            sentences.add("Must not be empty.");
        } else if (constraint instanceof Size size) {
            sentences.add(lengths(size));
        } else if (constraint instanceof Digits digits) {
            sentences.add("At most %d digits before and %d after the decimal point."
                    .formatted(digits.integer(), digits.fraction()));
        } else if (constraint instanceof Pattern pattern) {
            sentences.add("Matches the regular expression " + pattern.regexp() + " as a whole.");
        } else {
            sentences.add(ConstraintMessage.of(descriptor));
        }
    }

    private static String lengths(Size size) {
        if (size.max() == Integer.MAX_VALUE) {
            return "At least %d characters.".formatted(size.min());
        }
        return size.min() == 0
                ? "At most %d characters.".formatted(size.max())
                : "From %d to %d characters.".formatted(size.min(), size.max());
    }
}
