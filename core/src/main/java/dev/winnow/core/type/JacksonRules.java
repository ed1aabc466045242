package dev.winnow.core.type;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.annotation.Annotation;
import java.util.List;

/** Annotations by which Jackson would read or write a component in another form than the one its type has here. */
final class JacksonRules {

    private static final List<Class<? extends Annotation>> REFUSED = List.of(
            JsonFormat.class, JsonUnwrapped.class, JsonTypeInfo.class, JsonSerialize.class, JsonDeserialize.class);

    private JacksonRules() {}

    static void check(BeanPropertyDefinition definition, String path, Problems problems) {
        for (Class<? extends Annotation> refused : REFUSED) {
            boolean there = definition.getConstructorParameter().hasAnnotation(refused)
                    || definition.hasField() && definition.getField().hasAnnotation(refused)
                    || definition.hasGetter() && definition.getGetter().hasAnnotation(refused);
            if (there) {
                problems.add(
                        ProblemCode.JACKSON_ANNOTATION,
                        path,
                        "@" + refused.getSimpleName() + " gives it another form in JSON",
                        "drop it; each type has one form");
            }
        }
    }
}
