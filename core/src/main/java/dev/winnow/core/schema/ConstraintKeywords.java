package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.constraint.Comparison;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * What a constraint becomes in the schema: a keyword where strict mode has one that is as weak as the constraint or weaker, never
 * stricter, and a sentence where the keyword does not say it all. The table is in {@code docs/constraints.md}.
 */
final class ConstraintKeywords {

    private ConstraintKeywords() {}

    static void apply(List<Constraint> constraints, Shape shape, ObjectNode schema, List<String> sentences) {
        List<Rule> rules = new ArrayList<>();
        for (Constraint constraint : constraints) {
            for (Rule rule : constraint.rules()) {
                rules.add(rule);
                rule(rule, schema, sentences);
            }
            constraint.message().ifPresent(sentences::add);
        }
        if (shape instanceof Shape.Scalar scalar && scalar.kind() == ScalarKind.STRING) {
            StringPattern.of(rules).ifPresent(pattern -> schema.put("pattern", pattern));
        }
    }

    private static void rule(Rule rule, ObjectNode schema, List<String> sentences) {
        if (rule instanceof Rule.Bound bound) {
            schema.put(keyword(bound.comparison()), bound.limit());
        } else if (rule instanceof Rule.Items items) {
            if (items.min() > 0) {
                schema.put("minItems", items.min());
            }
            if (items.max() < Integer.MAX_VALUE) {
                schema.put("maxItems", items.max());
            }
        } else if (rule instanceof Rule.Always always) {
            schema.putArray("enum").add(always.value());
        } else {
            sentences.add(Sentences.of(rule));
        }
    }

    private static String keyword(Comparison comparison) {
        return switch (comparison) {
            case AT_LEAST -> "minimum";
            case MORE_THAN -> "exclusiveMinimum";
            case AT_MOST -> "maximum";
            case LESS_THAN -> "exclusiveMaximum";
        };
    }
}
