package dev.winnow.core.type;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.winnow.core.constraint.BeanValidation;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.json.SealedTypes;
import jakarta.validation.ValidationException;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the shape of a record through Jackson's and Bean Validation's eyes, collecting every problem. */
final class ShapeReader {

    private static final DeserializationConfig CONFIG = RecordJson.mapper().getDeserializationConfig();

    private final Problems problems = new Problems();
    private final SlotReader slots = new SlotReader(this, problems);
    private final Map<JavaType, String> names = new LinkedHashMap<>();
    private final Map<JavaType, List<Shape.Recursion>> open = new LinkedHashMap<>();

    List<Problem> problems() {
        return problems.all();
    }

    RecordShape read(Class<?> type) {
        RecordShape root = record(CONFIG.constructType(type), type.getSimpleName());
        if (!Recursions.canEnd(root)) {
            problems.add(
                    ProblemCode.ENDLESS_RECURSION,
                    type.getSimpleName(),
                    "contains itself without an end",
                    "let the way back be @Nullable, or lead through a List");
        }
        return root;
    }

    /** A record or a sealed interface, or the way back to one that is being read. */
    Shape structure(JavaType type, String path) {
        List<Shape.Recursion> ways = open.get(type);
        if (ways == null) {
            return type.getRawClass().isRecord() ? record(type, path) : union(type, path);
        }
        Shape.Recursion way = new Shape.Recursion(name(type));
        ways.add(way);
        return way;
    }

    private RecordShape record(JavaType type, String path) {
        List<Shape.Recursion> ways = new ArrayList<>();
        open.put(type, ways);
        Class<?> raw = type.getRawClass();
        BeanDescription bean = CONFIG.introspect(type);
        if (bean.findJsonValueAccessor() != null) {
            problems.add(
                    ProblemCode.JACKSON_ANNOTATION,
                    path,
                    "is written as a single value",
                    "drop @JsonValue on a record");
        }
        List<Property> properties = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>();
        Optional<BeanDescriptor> validation = validation(raw, path);
        Map<String, BeanPropertyDefinition> definitions = definitions(bean, path);
        for (RecordComponent component : raw.getRecordComponents()) {
            BeanPropertyDefinition definition = definitions.get(component.getName());
            String at = path + "." + component.getName();
            PropertyDescriptor declared = validation
                    .map(descriptor -> descriptor.getConstraintsForProperty(component.getName()))
                    .orElse(null);
            if (definition == null || !definition.hasConstructorParameter()) {
                requireIgnorable(component, at);
            } else {
                properties.add(property(raw, component, definition, declared, at));
            }
        }
        validation.ifPresent(descriptor -> constraints.addAll(ofWhole(raw, descriptor, path)));
        if (properties.isEmpty()) {
            problems.add(ProblemCode.EMPTY_RECORD, path, "has no components", "a record needs at least one");
        }
        open.remove(type);
        RecordShape shape = new RecordShape(
                raw, name(type), text(bean.findClassDescription()), properties, constraints, !ways.isEmpty());
        ways.forEach(way -> way.lead(shape));
        return shape;
    }

    private Union union(JavaType type, String path) {
        List<Shape.Recursion> ways = new ArrayList<>();
        open.put(type, ways);
        Class<?> raw = type.getRawClass();
        List<Union.Branch> branches = new ArrayList<>();
        SealedTypes.branches(raw).forEach((name, classes) -> {
            Class<?> first = classes.get(0);
            if (classes.size() > 1) {
                problems.add(
                        ProblemCode.DISCRIMINATOR,
                        path,
                        "two records are named " + name,
                        "tell them apart with @JsonTypeName");
            }
            if (first.isRecord()) {
                JavaType branch = CONFIG.getTypeFactory().constructSpecializedType(type, first);
                branches.add(
                        new Union.Branch(name, first, structure(branch, path + "<" + first.getSimpleName() + ">")));
            } else {
                problems.add(
                        ProblemCode.UNSUPPORTED_TYPE,
                        path,
                        first.getSimpleName() + " is not a record",
                        "let the sealed interface permit records only");
            }
        });
        String discriminator = SealedTypes.discriminator(raw);
        UnionRules.check(raw, discriminator, branches, path, problems);
        open.remove(type);
        String description = text(CONFIG.introspectClassAnnotations(type).findClassDescription());
        Union shape = new Union(raw, name(type), description, discriminator, branches, !ways.isEmpty());
        ways.forEach(way -> way.lead(shape));
        return shape;
    }

    private Property property(
            Class<?> owner,
            RecordComponent component,
            BeanPropertyDefinition definition,
            @Nullable PropertyDescriptor declared,
            String path) {
        JacksonRules.check(definition, path, problems);
        Slot slot = slots.read(
                Declared.of(owner, path, definition.getPrimaryType(), component.getAnnotatedType(), declared));
        component.getAccessor().trySetAccessible();
        List<String> aliases = definition.findAliases().stream()
                .map(Object::toString)
                .filter(alias -> !alias.equals(definition.getName()))
                .toList();
        return new Property(
                definition.getName(),
                aliases,
                component.getAccessor(),
                text(definition.getMetadata().getDescription()),
                slot);
    }

    /** Constraints on the class, and on methods that look like getters but are no components. */
    private List<Constraint> ofWhole(Class<?> raw, BeanDescriptor bean, String path) {
        List<Constraint> constraints =
                new ArrayList<>(slots.constraints(raw, path, bean.getConstraintDescriptors(), raw));
        Set<String> components = Arrays.stream(raw.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        bean.getConstrainedProperties().stream()
                .filter(property -> !components.contains(property.getPropertyName()))
                .sorted((a, b) -> a.getPropertyName().compareTo(b.getPropertyName()))
                .forEach(property -> slots.constraints(
                                raw,
                                path + "." + property.getPropertyName() + "()",
                                List.<ConstraintDescriptor<?>>copyOf(property.getConstraintDescriptors()),
                                property.getElementClass())
                        .forEach(constraint -> constraints.add(inWords(constraint))));
        return constraints;
    }

    /** What a method gives is not in the reply: only its message can be told. */
    private static Constraint inWords(Constraint constraint) {
        return new Constraint(constraint.name(), List.of(), constraint.message(), Optional.empty());
    }

    private Optional<BeanDescriptor> validation(Class<?> raw, String path) {
        try {
            return Optional.of(BeanValidation.validator(raw, Clock.systemUTC()).getConstraintsForClass(raw));
        } catch (ValidationException e) {
            problems.add(
                    ProblemCode.CONSTRAINT_WITHOUT_MEANING,
                    path,
                    "has a constraint that Bean Validation cannot read",
                    "look at the constraint annotations of your own");
            return Optional.empty();
        }
    }

    private Map<String, BeanPropertyDefinition> definitions(BeanDescription bean, String path) {
        try {
            Map<String, BeanPropertyDefinition> byComponent = bean.findProperties().stream()
                    .collect(Collectors.toMap(
                            BeanPropertyDefinition::getInternalName, Function.identity(), (a, b) -> a));
            Set<String> taken = new HashSet<>();
            byComponent.values().stream()
                    .filter(BeanPropertyDefinition::hasConstructorParameter)
                    .filter(definition -> !taken.add(definition.getName()))
                    .forEach(definition -> nameTaken(path));
            return byComponent;
        } catch (IllegalArgumentException e) {
            nameTaken(path);
            return Map.of();
        }
    }

    private void nameTaken(String path) {
        problems.add(ProblemCode.JSON_NAME_TAKEN, path, "two components have one JSON name", "names must be unique");
    }

    private void requireIgnorable(RecordComponent component, String path) {
        boolean mayBeNull = component.getType() == Optional.class
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (!mayBeNull) {
            problems.add(
                    ProblemCode.IGNORED_COMPONENT,
                    path,
                    "is never read, but may not be null",
                    "mark it @Nullable, or drop @JsonIgnore");
        }
    }

    private String name(JavaType type) {
        String known = names.get(type);
        if (known != null) {
            return known;
        }
        String simple = simpleName(type);
        String name = simple;
        for (int i = 2; names.containsValue(name); i++) {
            name = simple + "_" + i;
        }
        names.put(type, name);
        return Objects.requireNonNull(names.get(type));
    }

    private static String simpleName(JavaType type) {
        StringBuilder name = new StringBuilder(type.getRawClass().getSimpleName());
        type.getBindings()
                .getTypeParameters()
                .forEach(argument -> name.append('_').append(simpleName(argument)));
        return name.toString();
    }

    private static String text(@Nullable String description) {
        return description == null ? "" : description;
    }
}
