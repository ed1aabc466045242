package dev.winnow.core.type;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.winnow.core.json.StrictJson;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the shape of a record through Jackson's and Bean Validation's eyes, collecting every problem. */
final class ShapeReader {

    private static final Validator VALIDATOR = BeanValidation.validator(Clock.systemUTC());
    private static final DeserializationConfig CONFIG = StrictJson.mapper().getDeserializationConfig();

    private static final Set<String> REFUSE_NULL = Set.of("NotNull", "NotBlank", "NotEmpty");

    private final List<Problem> problems = new ArrayList<>();
    private final List<Class<?>> open = new ArrayList<>();

    List<Problem> problems() {
        return problems;
    }

    RecordShape read(Class<?> type) {
        return read(CONFIG.constructType(type), type.getSimpleName());
    }

    private RecordShape read(JavaType type, String path) {
        Class<?> raw = type.getRawClass();
        if (open.contains(raw)) {
            problems.add(
                    new Problem(path, "refers to itself through " + raw.getSimpleName(), "records must not recur"));
            return new RecordShape(raw, "", List.of());
        }
        open.add(raw);
        BeanDescription bean = CONFIG.introspect(type);
        var byComponent = bean.findProperties().stream()
                .collect(Collectors.toMap(BeanPropertyDefinition::getInternalName, Function.identity(), (a, b) -> a));
        List<Property> properties = new ArrayList<>();
        BeanDescriptor constraints = VALIDATOR.getConstraintsForClass(raw);
        for (RecordComponent component : raw.getRecordComponents()) {
            BeanPropertyDefinition definition = byComponent.get(component.getName());
            if (definition != null && definition.hasConstructorParameter()) {
                String at = path + "." + component.getName();
                properties.add(property(component, definition, constraints, at));
            }
        }
        if (properties.isEmpty()) {
            problems.add(new Problem(path, "has no components", "a record needs at least one"));
        }
        open.remove(raw);
        return new RecordShape(raw, text(bean.findClassDescription()), properties);
    }

    private Property property(
            RecordComponent component, BeanPropertyDefinition definition, BeanDescriptor bean, String path) {
        JavaType type = definition.getPrimaryType();
        boolean optional = type.hasRawClass(Optional.class);
        boolean nullable = optional || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (nullable && type.isPrimitive()) {
            problems.add(new Problem(path, "a primitive cannot be null", "use its box, or drop @Nullable"));
        }
        PropertyDescriptor own = bean.getConstraintsForProperty(component.getName());
        if (nullable && own != null) {
            requireNullAllowed(own, path);
        }
        requireMeaning(bean.getElementClass(), component.getName(), path);
        Shape shape = shape(optional ? type.containedType(0) : type, own, path);
        component.getAccessor().trySetAccessible();
        return new Property(
                definition.getName(),
                component.getAccessor(),
                shape,
                nullable ? Presence.NULLABLE : Presence.REQUIRED,
                text(definition.getMetadata().getDescription()),
                own == null ? List.of() : inOrder(own.getConstraintDescriptors()));
    }

    private Shape shape(JavaType type, @Nullable PropertyDescriptor own, String path) {
        if (type.hasRawClass(List.class)) {
            return listShape(type, own, path);
        }
        if (type.getRawClass().isRecord()) {
            requireCascade(type, own != null && own.isCascaded(), path);
        }
        return single(type, path);
    }

    private Shape listShape(JavaType type, @Nullable PropertyDescriptor own, String path) {
        JavaType element = type.getContentType();
        Optional<ContainerElementTypeDescriptor> constrained = own == null
                ? Optional.empty()
                : own.getConstrainedContainerElementTypes().stream().findFirst();
        if (element.getRawClass().isRecord()) {
            boolean cascaded = own != null && own.isCascaded()
                    || constrained
                            .map(ContainerElementTypeDescriptor::isCascaded)
                            .orElse(false);
            requireCascade(element, cascaded, path + "[]");
        }
        return new Shape.ListOf(
                single(element, path + "[]"),
                constrained
                        .map(descriptor -> inOrder(descriptor.getConstraintDescriptors()))
                        .orElse(List.of()));
    }

    private Shape single(JavaType type, String path) {
        Class<?> raw = type.getRawClass();
        Optional<ScalarKind> scalar = ScalarKind.of(raw);
        if (scalar.isPresent()) {
            return new Shape.Scalar(scalar.get());
        }
        if (raw.isEnum()) {
            return new Shape.Choice(raw, texts(raw));
        }
        if (raw.isRecord()) {
            return read(type, path);
        }
        problems.add(new Problem(
                path,
                raw.getSimpleName() + " has no place in a record type",
                "use a String, number, boolean, date, enum, nested record, or a List of these"));
        return new Shape.Scalar(ScalarKind.STRING);
    }

    /** Bean Validation finds out about a constraint that does not fit its type only when it is asked to validate. */
    private void requireMeaning(Class<?> owner, String component, String path) {
        try {
            VALIDATOR.validateValue(owner, component, null);
        } catch (ValidationException e) {
            problems.add(
                    new Problem(path, "has a constraint that does not fit its type", "see the constraint's Javadoc"));
        }
    }

    private void requireNullAllowed(PropertyDescriptor own, String path) {
        for (ConstraintDescriptor<?> constraint : own.getConstraintDescriptors()) {
            String name = constraint.getAnnotation().annotationType().getSimpleName();
            if (REFUSE_NULL.contains(name)) {
                problems.add(new Problem(
                        path,
                        "may be null, but @" + name + " refuses null",
                        "drop one of them; @Size(min = 1) takes null"));
            }
        }
    }

    private void requireCascade(JavaType type, boolean cascaded, String path) {
        boolean constrained =
                VALIDATOR.getConstraintsForClass(type.getRawClass()).isBeanConstrained();
        if (constrained && !cascaded) {
            problems.add(new Problem(path, "its constraints would not be validated", "mark it @Valid"));
        }
    }

    /** Bean Validation gives a set without order; schema and tables must come out the same each time. */
    private static List<ConstraintDescriptor<?>> inOrder(Set<ConstraintDescriptor<?>> constraints) {
        return constraints.stream()
                .sorted(Comparator.comparing(ShapeReader::name).thenComparing(ShapeReader::attributes))
                .toList();
    }

    private static String name(ConstraintDescriptor<?> constraint) {
        return constraint.getAnnotation().annotationType().getName();
    }

    private static String attributes(ConstraintDescriptor<?> constraint) {
        return new TreeMap<>(constraint.getAttributes())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + Arrays.deepToString(new Object[] {entry.getValue()}))
                        .collect(Collectors.joining(","));
    }

    private static List<String> texts(Class<?> enumType) {
        return Arrays.stream(enumType.getEnumConstants())
                .map(constant -> StrictJson.mapper().valueToTree(constant).asText())
                .toList();
    }

    private static String text(@Nullable String description) {
        return description == null ? "" : description;
    }
}
