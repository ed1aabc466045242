package dev.winnow.core.type;

import jakarta.validation.metadata.ConstraintDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record.
 *
 * @param name Jackson's name: the schema's property and the parser's key; in snake case the column
 * @param accessor the record's accessor method, accessible
 * @param description from {@code @JsonPropertyDescription}, or empty
 * @param constraints the Bean Validation constraints on the component itself
 */
public record Property(
        String name,
        Method accessor,
        Shape shape,
        Presence presence,
        String description,
        List<ConstraintDescriptor<?>> constraints) {

    /** Copies the constraints. */
    public Property {
        constraints = List.copyOf(constraints);
    }

    /** The component's value in {@code owner}, an {@code Optional} unwrapped; null where the document does not say. */
    public @Nullable Object valueIn(Object owner) {
        try {
            Object value = accessor.invoke(owner);
            return value instanceof Optional<?> optional ? optional.orElse(null) : value;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read component " + accessor.getName(), e);
        }
    }
}
