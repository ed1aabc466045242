package dev.winnow.core.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jackson's annotations as far as they name and describe: a record's form in JSON is not theirs to change. */
final class RecordIntrospector extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    /** Whether {@code method} belongs to a record and is not the accessor of a component. */
    static boolean isHelper(AnnotatedMethod method) {
        Class<?> owner = method.getDeclaringClass();
        return owner.isRecord()
                && !(method.getParameterCount() == 0
                        && Arrays.stream(owner.getRecordComponents())
                                .anyMatch(component -> component.getName().equals(method.getName())));
    }

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

    @Override
    public @Nullable PropertyName findNameForSerialization(Annotated annotated) {
        return annotated instanceof AnnotatedMethod method && isHelper(method)
                ? null
                : super.findNameForSerialization(annotated);
    }

    @Override
    public @Nullable PropertyName findNameForDeserialization(Annotated annotated) {
        return annotated instanceof AnnotatedMethod method && isHelper(method)
                ? null
                : super.findNameForDeserialization(annotated);
    }

    @Override
    public @Nullable Boolean hasAnyGetter(Annotated annotated) {
        return annotated instanceof AnnotatedMember ? Boolean.FALSE : super.hasAnyGetter(annotated);
    }

    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
        return JsonInclude.Value.empty();
    }

    @Override
    public JsonProperty.@Nullable Access findPropertyAccess(Annotated annotated) {
        return null;
    }

    @Override
    public String @Nullable [] findSerializationPropertyOrder(AnnotatedClass type) {
        return null;
    }

    @Override
    public @Nullable Boolean findSerializationSortAlphabetically(Annotated annotated) {
        return null;
    }

    @Override
    public JsonFormat.@Nullable Value findFormat(Annotated annotated) {
        return annotated instanceof AnnotatedClass type && type.getRawType().isRecord()
                ? null
                : super.findFormat(annotated);
    }

    /** The canonical constructor, whatever else is marked. */
    @Override
    public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated annotated) {
        boolean ofRecord = annotated instanceof AnnotatedMember member
                && member.getDeclaringClass().isRecord();
        return ofRecord ? null : super.findCreatorAnnotation(config, annotated);
    }
}
