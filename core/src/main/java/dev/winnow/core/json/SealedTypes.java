package dev.winnow.core.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a sealed interface of records is told apart in JSON: by a property that stands first. Without Jackson's annotations it is
 * named {@value #DISCRIMINATOR} and holds the record's simple name in snake case.
 */
public final class SealedTypes {

    /** The property's name where {@code @JsonTypeInfo} gives no other. */
    public static final String DISCRIMINATOR = "type";

    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private SealedTypes() {}

    /** Whether {@code type} is a sealed interface. */
    public static boolean isSealed(Class<?> type) {
        return type.isInterface() && type.isSealed();
    }

    /** The name of the property that tells the records apart. */
    public static String discriminator(Class<?> sealed) {
        JsonTypeInfo info = sealed.getAnnotation(JsonTypeInfo.class);
        return info == null || info.property().isEmpty() ? DISCRIMINATOR : info.property();
    }

    /** What stands in that property, with its class, in the order of {@code permits}; interfaces below are opened. */
    public static Map<String, List<Class<?>>> branches(Class<?> sealed) {
        Map<String, List<Class<?>>> branches = new LinkedHashMap<>();
        for (Class<?> leaf : leaves(sealed)) {
            branches.computeIfAbsent(name(sealed, leaf), name -> new ArrayList<>())
                    .add(leaf);
        }
        return branches;
    }

    private static List<Class<?>> leaves(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> isSealed(type) ? leaves(type).stream() : List.<Class<?>>of(type).stream())
                .distinct()
                .toList();
    }

    private static String name(Class<?> sealed, Class<?> leaf) {
        JsonSubTypes listed = sealed.getAnnotation(JsonSubTypes.class);
        if (listed != null) {
            for (JsonSubTypes.Type one : listed.value()) {
                if (one.value() == leaf && !one.name().isEmpty()) {
                    return one.name();
                }
            }
        }
        JsonTypeName named = leaf.getAnnotation(JsonTypeName.class);
        return named == null || named.value().isEmpty() ? SNAKE.translate(leaf.getSimpleName()) : named.value();
    }
}
