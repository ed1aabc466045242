package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.constraint.Comparison;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What constraints become in the schema: a keyword where the dialect has one that is as weak as the constraint or weaker, never
 * stricter, and a sentence where the keyword does not say it all. The table is in {@code docs/constraints.md}.
 */
final class ConstraintKeywords {

    private final Dialect dialect;
    private final ObjectNode schema;
    private final List<String> words;

    ConstraintKeywords(Dialect dialect, ObjectNode schema, List<String> words) {
        this.dialect = dialect;
        this.schema = schema;
        this.words = words;
    }

    void apply(Shape shape, List<Constraint> constraints) {
        words.addAll(Sentences.of(shape));
        List<Rule> rules = new ArrayList<>();
        constraints.forEach(constraint -> rules.addAll(constraint.rules()));
        if (shape instanceof Shape.Scalar scalar) {
            rules.addAll(ScalarTypes.bounds(scalar.kind()));
            bounds(NumberBounds.of(rules), scalar.kind());
        }
        items(rules);
        for (Constraint constraint : constraints) {
            constraint.rules().stream()
                    .filter(rule -> !told(rule))
                    .map(Sentences::of)
                    .forEach(words::add);
            constraint.message().ifPresent(words::add);
        }
        if (shape instanceof Shape.Scalar scalar && scalar.kind() == ScalarKind.STRING && dialect.takesKeywords()) {
            StringPattern.of(rules).ifPresent(pattern -> schema.put("pattern", pattern));
        }
    }

    /** Whether all is said of a rule already. */
    private boolean told(Rule rule) {
        if (rule instanceof Rule.Always always) {
            schema.putArray("enum").add(always.value());
            return true;
        }
        return rule instanceof Rule.Bound || rule instanceof Rule.Items || rule.isVacuous();
    }

    private void bounds(List<Rule.Bound> bounds, ScalarKind kind) {
        List<Rule.Bound> unsaid = new ArrayList<>();
        for (Rule.Bound bound : bounds) {
            Optional<Rule.Bound> written = NumberBounds.written(bound, kind).filter(any -> dialect.takesKeywords());
            written.ifPresent(this::put);
            boolean exact =
                    kind.json() == ScalarKind.Json.INTEGER && written.isPresent() || written.equals(Optional.of(bound));
            if (!exact) {
                unsaid.add(bound);
            }
        }
        words.addAll(Sentences.of(unsaid));
    }

    private void put(Rule.Bound bound) {
        String keyword = keyword(bound.comparison());
        try {
            schema.put(keyword, bound.limit().longValueExact());
        } catch (ArithmeticException e) {
            schema.put(keyword, bound.limit());
        }
    }

    private void items(List<Rule> rules) {
        int min = 0;
        int max = Integer.MAX_VALUE;
        for (Rule rule : rules) {
            if (rule instanceof Rule.Items items) {
                min = Math.max(min, items.min());
                max = Math.min(max, items.max());
            }
        }
        if (!dialect.takesKeywords()) {
            if (min > 0 || max < Integer.MAX_VALUE) {
                words.add(Sentences.of(new Rule.Items(min, max)));
            }
            return;
        }
        if (min > 0) {
            schema.put("minItems", min);
        }
        if (max < Integer.MAX_VALUE) {
            schema.put("maxItems", max);
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
