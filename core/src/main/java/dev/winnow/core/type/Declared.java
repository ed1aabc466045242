package dev.winnow.core.type;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A slot as it is declared.
 *
 * @param owner the record whose component it belongs to
 * @param path where it is declared, for problems
 * @param judged the type that Bean Validation goes by: a variable is its bound, whatever it stands for
 * @param variable whether the component's type is a variable
 * @param elements what is declared on the type arguments
 */
record Declared(
        Class<?> owner,
        String path,
        Typed type,
        JavaType judged,
        boolean variable,
        Collection<ConstraintDescriptor<?>> constraints,
        Cascade cascade,
        Set<ContainerElementTypeDescriptor> elements) {

    /** Whether validation goes into the value. */
    enum Cascade {
        NONE,
        VALID,
        CONVERTED
    }

    static Declared of(
            RecordComponent component,
            String path,
            Map<TypeVariable<?>, Typed> variables,
            @Nullable PropertyDescriptor declared) {
        return new Declared(
                component.getDeclaringRecord(),
                path,
                Typed.of(component.getAnnotatedType(), variables),
                TypeFactory.defaultInstance().constructType(component.getGenericType()),
                component.getGenericType() instanceof TypeVariable,
                declared == null ? List.of() : declared.getConstraintDescriptors(),
                declared == null ? Cascade.NONE : cascade(declared),
                declared == null ? Set.of() : declared.getConstrainedContainerElementTypes());
    }

    /** What is declared on a type argument. */
    Declared argument(int index, String suffix) {
        Typed argument = type.arguments().get(index);
        JavaType judgedArgument = judged.containedTypeOrUnknown(index);
        for (ContainerElementTypeDescriptor element : elements) {
            if (element.getTypeArgumentIndex() == index) {
                return new Declared(
                        owner,
                        path + suffix,
                        argument,
                        judgedArgument,
                        false,
                        element.getConstraintDescriptors(),
                        cascade(element),
                        element.getConstrainedContainerElementTypes());
            }
        }
        // in a @Valid T that stands for a container, Hibernate Validator finds the values one level down
        boolean found = variable && index == type.arguments().size() - 1;
        return new Declared(
                owner,
                path + suffix,
                argument,
                judgedArgument,
                false,
                List.of(),
                found ? cascade : Cascade.NONE,
                Set.of());
    }

    private static Cascade cascade(CascadableDescriptor declared) {
        if (!declared.getGroupConversions().isEmpty()) {
            return Cascade.CONVERTED;
        }
        return declared.isCascaded() ? Cascade.VALID : Cascade.NONE;
    }
}
