package dev.winnow.core.type;

import dev.winnow.core.constraint.Constraint;
import java.util.List;

/**
 * A record with its properties in component order.
 *
 * @param javaType the record class
 * @param name unique among the records and unions of a record type: the simple name, with those of its type arguments
 * @param description from {@code @JsonClassDescription}, or empty
 * @param constraints those on the record as a whole, and on methods like {@code boolean isComplete()}
 * @param recursive whether a {@link Shape.Recursion} within leads here
 */
public record RecordShape(
        Class<?> javaType,
        String name,
        String description,
        List<Property> properties,
        List<Constraint> constraints,
        boolean recursive)
        implements Shape {

    /** Copies the lists. */
    public RecordShape {
        properties = List.copyOf(properties);
        constraints = List.copyOf(constraints);
    }
}
