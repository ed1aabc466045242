package dev.winnow.core.json;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sealed interfaces are told apart as {@link SealedTypes} says, and only where the interface is what is declared: a component
 * of a branch's own type has no discriminator.
 */
final class RecordIntrospector extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        Class<?> type = annotated.getRawType();
        return annotated instanceof AnnotatedClass && SealedTypes.isSealed(type)
                ? JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME,
                        JsonTypeInfo.As.PROPERTY,
                        SealedTypes.discriminator(type),
                        null,
                        false,
                        true)
                : null;
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        return SealedTypes.isSealed(annotated.getRawType())
                ? SealedTypes.branches(annotated.getRawType()).entrySet().stream()
                        .flatMap(branch -> branch.getValue().stream().map(type -> new NamedType(type, branch.getKey())))
                        .toList()
                : null;
    }

    /** All components are, but those that are ignored. */
    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
        if (member instanceof AnnotatedParameter parameter
                && member.getDeclaringClass().isRecord()) {
            RecordComponent[] components = member.getDeclaringClass().getRecordComponents();
            return !components[parameter.getIndex()].getAccessor().isAnnotationPresent(JsonIgnore.class);
        }
        return super.hasRequiredMarker(member);
    }
}
