package dev.winnow.core.type;

import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A type as it is written, with its variables filled in; a wildcard, or a variable of which nothing is known, is its bound.
 *
 * @param nullable whether it is marked with JSpecify's {@code @Nullable}
 */
record Typed(Class<?> raw, boolean nullable, List<Typed> arguments) {

    static Typed of(AnnotatedType written, Map<TypeVariable<?>, Typed> variables) {
        boolean nullable = written.isAnnotationPresent(Nullable.class);
        if (written instanceof AnnotatedParameterizedType parameterized) {
            List<Typed> arguments = Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
                    .map(argument -> of(argument, variables))
                    .toList();
            return new Typed(raw(parameterized.getType()), nullable, arguments);
        } else if (written instanceof AnnotatedWildcardType wildcard) {
            Typed bound = of(wildcard.getAnnotatedUpperBounds()[0], variables);
            return bound.nullable(nullable || bound.nullable);
        }
        Typed known = written instanceof AnnotatedTypeVariable variable ? variables.get(variable.getType()) : null;
        return known == null
                ? new Typed(raw(written.getType()), nullable, List.of())
                : known.nullable(nullable || known.nullable);
    }

    Typed nullable(boolean now) {
        return new Typed(raw, now, arguments);
    }

    /** Whether it stands without the type arguments that it should have. */
    boolean isRaw() {
        return arguments.size() != raw.getTypeParameters().length;
    }

    /** What the variables of the class stand for. */
    Map<TypeVariable<?>, Typed> variables() {
        Map<TypeVariable<?>, Typed> variables = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            variables.put(raw.getTypeParameters()[i], arguments.get(i));
        }
        return variables;
    }

    /** A class that implements this interface, with the arguments that follow from this one's. */
    Typed implementedBy(Class<?> type) {
        Map<TypeVariable<?>, Typed> variables = variablesOf(type);
        List<Typed> arguments = Arrays.stream(type.getTypeParameters())
                .map(variable -> variables.getOrDefault(variable, new Typed(raw(variable), false, List.of())))
                .toList();
        return new Typed(type, false, arguments);
    }

    private Map<TypeVariable<?>, Typed> variablesOf(Class<?> type) {
        if (type == raw) {
            return variables();
        }
        Map<TypeVariable<?>, Typed> found = new HashMap<>();
        for (Type parent : type.getGenericInterfaces()) {
            Map<TypeVariable<?>, Typed> above = variablesOf(raw(parent));
            if (parent instanceof ParameterizedType parameterized) {
                Type[] arguments = parameterized.getActualTypeArguments();
                for (int i = 0; i < arguments.length; i++) {
                    Typed known = above.get(raw(parent).getTypeParameters()[i]);
                    if (known != null && arguments[i] instanceof TypeVariable<?> variable) {
                        found.put(variable, known);
                    }
                }
            }
        }
        return found;
    }

    /** The simple names of the class and its arguments. */
    String name() {
        return raw.getSimpleName()
                + arguments.stream()
                        .map(argument -> (argument.nullable ? "_Nullable" : "_") + argument.name())
                        .collect(Collectors.joining());
    }

    private static Class<?> raw(Type type) {
        return TypeFactory.defaultInstance().constructType(type).getRawClass();
    }
}
