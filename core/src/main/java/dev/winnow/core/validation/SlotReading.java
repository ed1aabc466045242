package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.Presence;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value that may be null, or an {@code Optional} of any kind. */
record SlotReading(Reading value, Presence presence, Wrapping wrapping) implements Reading {

    /**
     * What stands around a value.
     *
     * @param absent for null
     */
    record Wrapping(@Nullable Object absent, Function<Object, Object> present) {

        private static final Wrapping NONE = new Wrapping(null, Function.identity());
        private static final Map<Class<?>, Wrapping> OPTIONALS = Map.of(
                Optional.class, new Wrapping(Optional.empty(), Optional::of),
                OptionalInt.class, new Wrapping(OptionalInt.empty(), value -> OptionalInt.of((Integer) value)),
                OptionalLong.class, new Wrapping(OptionalLong.empty(), value -> OptionalLong.of((Long) value)),
                OptionalDouble.class, new Wrapping(OptionalDouble.empty(), value -> OptionalDouble.of((Double) value)));

        static Wrapping of(JavaType type) {
            return OPTIONALS.getOrDefault(type.getRawClass(), NONE);
        }
    }

    @Override
    public @Nullable Object read(JsonNode json, Walk walk) {
        if (json.isNull()) {
            return presence == Presence.NULLABLE ? wrapping.absent() : walk.broken("NotNull", "must not be null");
        }
        Object read = value.read(json, walk);
        return read == null ? null : wrapping.present().apply(read);
    }
}
