package dev.winnow.core.type;

import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.List;

/** What a value looks like, as Jackson reads it: the common ground of schema, parser and tables. */
public sealed interface Shape permits Shape.Scalar, Shape.Choice, Shape.ListOf, RecordShape {

    /** One value of a kind. */
    record Scalar(ScalarKind kind) implements Shape {}

    /**
     * An enum.
     *
     * @param values the texts Jackson reads and writes, in declaration order
     */
    record Choice(Class<?> javaType, List<String> values) implements Shape {
        /** Copies the values. */
        public Choice {
            values = List.copyOf(values);
        }
    }

    /**
     * A list; its elements are never null.
     *
     * @param constraints the constraints on each element
     */
    record ListOf(Shape element, List<ConstraintDescriptor<?>> constraints) implements Shape {
        /** Copies the constraints. */
        public ListOf {
            constraints = List.copyOf(constraints);
        }
    }
}
