package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** A {@code List}, or a {@code Set} in the reply's order. */
record ListReading(Reading element, Shape.ListOf.Duplicates duplicates) implements Reading {

    @Override
    public @Nullable Object read(JsonNode json, Walk walk) {
        if (!json.isArray()) {
            return walk.broken("Type", "must be a list");
        }
        boolean refused = duplicates == Shape.ListOf.Duplicates.REFUSED;
        Collection<@Nullable Object> values = refused ? new LinkedHashSet<>() : new ArrayList<>(json.size());
        for (int i = 0; i < json.size(); i++) {
            walk.enter(i);
            int before = walk.violations().size();
            Object value = element.read(json.get(i), walk);
            if (walk.violations().size() == before && !values.add(value)) {
                walk.broken("Unique", "must not be in the list twice");
            }
            walk.leave();
        }
        return values;
    }
}
