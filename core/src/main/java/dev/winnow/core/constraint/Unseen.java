package dev.winnow.core.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.ConstructorDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import jakarta.validation.metadata.MethodDescriptor;
import jakarta.validation.metadata.MethodType;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Constraints that stand where the validation of a record never looks: on an accessor or on the interface's method behind it, on
 * the constructor's parameters, on the type as it is written, on a method that is no getter.
 */
public final class Unseen {

    private Unseen() {}

    /** Names each: the component or method, and the constraint's simple name. */
    public static void find(Class<?> record, BeanDescriptor declared, BiConsumer<String, String> found) {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Optional<ConstructorDescriptor> constructor =
                Optional.ofNullable(declared.getConstraintsForConstructor(parameters));
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            int index = i;
            Stream<Annotation> written = Stream.concat(
                    Arrays.stream(component.getAnnotations()),
                    Arrays.stream(component.getAnnotatedType().getAnnotations()));
            Stream<Annotation> accessor = Optional.ofNullable(declared.getConstraintsForMethod(component.getName()))
                    .map(method -> constraints(method.getReturnValueDescriptor()))
                    .orElse(Stream.of());
            Stream<Annotation> parameter = constructor
                    .map(one -> constraints(one.getParameterDescriptors().get(index)))
                    .orElse(Stream.of());
            Set<Class<?>> seen = constraints(declared.getConstraintsForProperty(component.getName()))
                    .map(Annotation::annotationType)
                    .collect(Collectors.toSet());
            Stream.of(written.filter(Unseen::isConstraint), accessor, parameter)
                    .flatMap(all -> all)
                    .map(Annotation::annotationType)
                    .filter(constraint -> !seen.contains(constraint))
                    .map(Class::getSimpleName)
                    .collect(Collectors.toCollection(TreeSet::new))
                    .forEach(constraint -> found.accept(component.getName(), constraint));
        }
        Set<String> accessors =
                Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.toSet());
        declared.getConstrainedMethods(MethodType.NON_GETTER).stream()
                .filter(method -> !accessors.contains(method.getName()))
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .forEach(method -> inMethod(method, found));
    }

    private static void inMethod(MethodDescriptor method, BiConsumer<String, String> found) {
        constraints(method.getReturnValueDescriptor())
                .map(constraint -> constraint.annotationType().getSimpleName())
                .sorted()
                .forEach(constraint -> found.accept(method.getName() + "()", constraint));
    }

    private static Stream<Annotation> constraints(@Nullable ElementDescriptor descriptor) {
        return descriptor == null
                ? Stream.of()
                : descriptor.getConstraintDescriptors().stream().map(one -> one.getAnnotation());
    }

    private static boolean isConstraint(Annotation annotation) {
        return annotation.annotationType().isAnnotationPresent(Constraint.class);
    }
}
