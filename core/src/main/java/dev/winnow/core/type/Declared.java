package dev.winnow.core.type;

import com.fasterxml.jackson.databind.JavaType;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A slot as it is declared: the type as Jackson resolves it, the constraints as Bean Validation sees them, and the type as it is
 * written, for {@code @Nullable}.
 *
 * @param owner the record whose component it belongs to
 * @param path where it is declared, for problems
 * @param elements what is declared on the type arguments
 */
record Declared(
        Class<?> owner,
        String path,
        JavaType type,
        Optional<AnnotatedType> written,
        Collection<ConstraintDescriptor<?>> constraints,
        Cascade cascade,
        Set<ContainerElementTypeDescriptor> elements) {

    /** Whether validation goes into the value. */
    enum Cascade {
        NONE,
        VALID,
        CONVERTED
    }

    static <D extends ElementDescriptor & CascadableDescriptor & ContainerDescriptor> Declared of(
            Class<?> owner, String path, JavaType type, AnnotatedType written, @Nullable D declared) {
        return declared == null
                ? new Declared(owner, path, type, Optional.of(written), List.of(), Cascade.NONE, Set.of())
                : new Declared(
                        owner,
                        path,
                        type,
                        Optional.of(written),
                        declared.getConstraintDescriptors(),
                        cascade(declared),
                        declared.getConstrainedContainerElementTypes());
    }

    /** What is declared on a type argument. */
    Declared argument(int index, String suffix) {
        Optional<AnnotatedType> argument = written.filter(AnnotatedParameterizedType.class::isInstance)
                .map(parameterized ->
                        ((AnnotatedParameterizedType) parameterized).getAnnotatedActualTypeArguments()[index]);
        JavaType argumentType = type.containedTypeOrUnknown(index);
        for (ContainerElementTypeDescriptor element : elements) {
            if (element.getTypeArgumentIndex() == index) {
                return new Declared(
                        owner,
                        path + suffix,
                        argumentType,
                        argument,
                        element.getConstraintDescriptors(),
                        cascade(element),
                        element.getConstrainedContainerElementTypes());
            }
        }
        return new Declared(owner, path + suffix, argumentType, argument, List.of(), passedOn(index), Set.of());
    }

    /** A {@code @Valid T} whose {@code T} is a container is validated one level down, as Hibernate Validator sees only there. */
    private Cascade passedOn(int index) {
        boolean variable =
                written.filter(AnnotatedTypeVariable.class::isInstance).isPresent();
        return variable && index == type.containedTypeCount() - 1 ? cascade : Cascade.NONE;
    }

    boolean nullable() {
        return written.filter(type -> type.isAnnotationPresent(Nullable.class)).isPresent();
    }

    private static Cascade cascade(CascadableDescriptor declared) {
        if (!declared.getGroupConversions().isEmpty()) {
            return Cascade.CONVERTED;
        }
        return declared.isCascaded() ? Cascade.VALID : Cascade.NONE;
    }
}
