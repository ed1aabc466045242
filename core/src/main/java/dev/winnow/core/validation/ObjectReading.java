package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object with exactly the keys of its fields.
 *
 * @param discriminator a key that is there as well and has been read, or empty
 * @param build makes the value of the fields' values; for an object with a violation it is not called
 */
record ObjectReading(String discriminator, List<Field> fields, Build build) implements Reading {

    /**
     * A key with its value.
     *
     * @param aliases other names for the key
     */
    record Field(String name, List<String> aliases, SlotReading slot) {

        private @Nullable JsonNode in(JsonNode object) {
            JsonNode json = object.get(name);
            for (int i = 0; json == null && i < aliases.size(); i++) {
                json = object.get(aliases.get(i));
            }
            return json;
        }
    }

    /** Makes a value; gives null if it is refused. */
    interface Build extends Function<@Nullable Object[], @Nullable Object> {}

    @Override
    public @Nullable Object read(JsonNode json, Walk walk) {
        if (!json.isObject()) {
            return walk.broken("Type", "must be an object");
        }
        int before = walk.violations().size();
        int known = discriminator.isEmpty() ? 0 : 1;
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            JsonNode value = field.in(json);
            walk.enter(field.name());
            if (value == null) {
                walk.broken("Missing", "must be present, as null if the document does not say");
            } else {
                known++;
                values[i] = field.slot().read(value, walk);
            }
            walk.leave();
        }
        if (known < json.size()) {
            // the unknown names are the model's words, so they are counted, not quoted
            walk.broken("Unknown", "must have no other keys than " + keys());
        }
        return walk.violations().size() == before ? built(values, walk) : null;
    }

    private @Nullable Object built(@Nullable Object[] values, Walk walk) {
        Object value = build.apply(values);
        return value == null ? walk.broken("Constructor", RecordReader.REFUSED) : value;
    }

    private String keys() {
        return Stream.concat(Stream.of(discriminator), fields.stream().map(Field::name))
                .filter(key -> !key.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
