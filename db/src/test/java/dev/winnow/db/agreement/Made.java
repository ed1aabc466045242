package dev.winnow.db.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.type.Presence;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.type.Shape;
import dev.winnow.core.type.Slot;
import java.lang.reflect.Constructor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records that no reply becomes. */
final class Made {

    private Made() {}

    /** The record with this one component, whatever validation says; empty where Java has no such value. */
    static Optional<Record> record(RecordType<?> type, Shape shape, JsonNode value) {
        try {
            Slot slot = type.shape().properties().get(0).slot();
            if (value.isNull() && slot.presence() == Presence.REQUIRED) {
                return Optional.of(made(type, null));
            } else if (shape instanceof Shape.ListOf list && list.duplicates() == Shape.ListOf.Duplicates.REFUSED) {
                return Optional.of(made(type, set(value)));
            } else if (shape instanceof Shape.MapOf) {
                return Optional.of(made(type, map(value)));
            }
            JsonNode json =
                    JsonNodeFactory.withExactBigDecimals(true).objectNode().set("value", value);
            return Optional.of(RecordJson.mapper().treeToValue(json, type.javaType()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** With equal elements. */
    private static Set<@Nullable Object> set(JsonNode elements) {
        Set<@Nullable Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
        if (!elements.isArray()) {
            throw new IllegalArgumentException("no list");
        }
        elements.forEach(element -> set.add(text(element)));
        return set;
    }

    /** With equal keys. */
    private static Map<@Nullable Object, @Nullable Object> map(JsonNode entries) {
        Map<@Nullable Object, @Nullable Object> map = new IdentityHashMap<>();
        if (!entries.isArray()) {
            throw new IllegalArgumentException("no list of entries");
        }
        entries.forEach(entry -> map.put(text(entry.path("key")), text(entry.path("value"))));
        return map;
    }

    @SuppressWarnings("StringCopy")
    private static @Nullable Object text(JsonNode value) {
        if (!value.isTextual() && !value.isNull()) {
            throw new IllegalArgumentException("no text");
        }
        return value.isNull() ? null : new String(value.textValue());
    }

    private static Record made(RecordType<?> type, @Nullable Object value) {
        try {
            Constructor<?> constructor = type.javaType().getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return (Record) constructor.newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
