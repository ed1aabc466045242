package dev.winnow.core.json;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.MapType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of a map, as it stands in JSON. */
record Entry<K, V>(K key, @Nullable V value) {

    static JavaType list(MapType map, TypeFactory types) {
        return types.constructCollectionType(
                List.class, types.constructParametricType(Entry.class, map.getKeyType(), map.getContentType()));
    }

    /** The entries of a {@code Map}. */
    static Object list(Object map) {
        List<Entry<?, ?>> entries = new ArrayList<>();
        ((Map<?, ?>) map).forEach((key, value) -> entries.add(new Entry<>(key, value)));
        return entries;
    }

    /** The {@code Map} of a list of entries, in their order. */
    static Object map(Object entries) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        ((List<?>) entries).forEach(one -> {
            Entry<?, ?> entry = (Entry<?, ?>) one;
            map.put(entry.key(), entry.value());
        });
        return map;
    }
}
