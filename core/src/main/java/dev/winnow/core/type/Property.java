package dev.winnow.core.type;

import dev.winnow.core.constraint.Constraint;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record.
 *
 * @param name Jackson's name: the schema's property and the parser's key; in snake case the column
 * @param aliases names that the parser takes as well, from {@code @JsonAlias}
 * @param accessor the record's accessor method, accessible
 * @param description from {@code @JsonPropertyDescription}, or empty
 */
public record Property(String name, List<String> aliases, Method accessor, String description, Slot slot) {

    /** Copies the aliases. */
    public Property {
        aliases = List.copyOf(aliases);
    }

    /** The slot's. */
    public Shape shape() {
        return slot.shape();
    }

    /** The slot's. */
    public Presence presence() {
        return slot.presence();
    }

    /** The slot's. */
    public List<Constraint> constraints() {
        return slot.constraints();
    }

    /** The component's value in {@code owner}, an {@code Optional} unwrapped; null where the document does not say. */
    public @Nullable Object valueIn(Object owner) {
        try {
            return unwrapped(accessor.invoke(owner));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read component " + accessor.getName());
        }
    }

    /** What an {@code Optional} of any kind holds, or null; any other value as it is. */
    public static @Nullable Object unwrapped(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        } else if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        } else if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        } else if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        return value;
    }
}
