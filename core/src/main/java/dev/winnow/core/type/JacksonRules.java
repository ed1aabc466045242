package dev.winnow.core.type;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.winnow.core.json.SealedTypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Lets through the annotations of Jackson's that name and describe. Any other would give a record another form in JSON. */
final class JacksonRules {

    private static final Set<Class<?>> ON_COMPONENT =
            Set.of(JsonProperty.class, JsonPropertyDescription.class, JsonAlias.class, JsonIgnore.class);
    private static final Set<Class<?>> ON_TYPE =
            Set.of(JsonClassDescription.class, JsonNaming.class, JsonTypeName.class, JsonIgnoreProperties.class);
    private static final Set<Class<?>> ON_SEALED = Set.of(JsonTypeInfo.class, JsonSubTypes.class);

    private final Map<AnnotatedElement, String> components = new LinkedHashMap<>();
    private final Set<String> told = new LinkedHashSet<>();
    private final Class<?> type;
    private final String path;
    private final Problems problems;

    private JacksonRules(Class<?> type, String path, Problems problems) {
        this.type = type;
        this.path = path;
        this.problems = problems;
    }

    /** Looks at a record or sealed interface, and at the interfaces from which Jackson lets it inherit annotations; whether all is well. */
    static boolean check(Class<?> type, String path, Problems problems) {
        JacksonRules rules = new JacksonRules(type, path, problems);
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                MembersOf.component(component).forEach(member -> rules.components.put(member, component.getName()));
            }
        }
        rules.type(type);
        return rules.told.isEmpty();
    }

    private void type(Class<?> one) {
        each(
                one,
                path,
                annotation -> ON_TYPE.contains(annotation.annotationType())
                        || SealedTypes.isSealed(one) && ON_SEALED.contains(annotation.annotationType()));
        Arrays.stream(one.getDeclaredFields()).forEach(this::member);
        for (Constructor<?> constructor : one.getDeclaredConstructors()) {
            boolean canonical = type.isRecord() && constructor.equals(MembersOf.canonical(type));
            each(constructor, path, annotation -> canonical && annotation instanceof JsonCreator);
            Arrays.stream(constructor.getParameters()).forEach(this::member);
        }
        for (Method method : one.getDeclaredMethods()) {
            if (one != type && type.isRecord() && method.getParameterCount() == 0) {
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(method.getName()::equals)
                        .forEach(name -> components.put(method, name));
            }
            member(method);
        }
        Arrays.stream(one.getInterfaces()).forEach(this::type);
    }

    private void member(AnnotatedElement member) {
        String component = components.get(member);
        each(
                member,
                component == null ? path : path + "." + component,
                annotation -> component == null
                        ? annotation instanceof JsonIgnore
                        : ON_COMPONENT.contains(annotation.annotationType()));
    }

    private void each(AnnotatedElement element, String at, Predicate<Annotation> allowed) {
        all(element)
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(JacksonAnnotation.class))
                .filter(annotation -> !(annotation instanceof JacksonAnnotationsInside))
                .filter(annotation -> !allowed.test(annotation) || changesForm(annotation))
                .map(annotation -> annotation.annotationType().getSimpleName())
                .filter(annotation -> told.add(at + annotation))
                .sorted()
                .forEach(annotation -> problems.add(
                        ProblemCode.JACKSON_ANNOTATION,
                        at,
                        "@" + annotation + " gives it another form in JSON",
                        "drop it; each type has one form"));
    }

    /** What stands in the arguments of those that are let through. */
    private static boolean changesForm(Annotation annotation) {
        return annotation instanceof JsonProperty property && property.access() != JsonProperty.Access.AUTO
                || annotation instanceof JsonIgnoreProperties ignore && ignore.value().length > 0
                || annotation instanceof JsonCreator creator && creator.mode() == JsonCreator.Mode.DELEGATING;
    }

    private static Stream<Annotation> all(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .flatMap(annotation -> annotation.annotationType().isAnnotationPresent(JacksonAnnotationsInside.class)
                        ? all(annotation.annotationType())
                        : Stream.of(annotation));
    }
}
