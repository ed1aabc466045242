package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code Map} in the reply's order. */
record MapReading(ObjectReading entry) implements Reading {

    static MapReading of(SlotReading key, SlotReading value) {
        List<ObjectReading.Field> fields = List.of(
                new ObjectReading.Field(Shape.MapOf.KEY, List.of(), key),
                new ObjectReading.Field(Shape.MapOf.VALUE, List.of(), value));
        return new MapReading(new ObjectReading("", fields, both -> both));
    }

    @Override
    public @Nullable Object read(JsonNode json, Walk walk) {
        if (!json.isArray()) {
            return walk.broken("Type", "must be a list of objects with key and value");
        }
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < json.size(); i++) {
            walk.enter(i);
            if (entry.read(json.get(i), walk) instanceof @Nullable Object[] both) {
                if (map.containsKey(both[0])) {
                    walk.broken(Shape.MapOf.KEY, "Unique", "must not be in the list twice");
                }
                map.put(both[0], both[1]);
            }
            walk.leave();
        }
        return map;
    }
}
