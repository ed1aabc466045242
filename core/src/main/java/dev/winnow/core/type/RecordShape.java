package dev.winnow.core.type;

import java.util.List;

/**
 * A record with its properties in component order.
 *
 * @param javaType the record class
 * @param description from {@code @JsonClassDescription}, or empty
 */
public record RecordShape(Class<?> javaType, String description, List<Property> properties) implements Shape {

    /** Copies the properties. */
    public RecordShape {
        properties = List.copyOf(properties);
    }
}
