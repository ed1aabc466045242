package dev.winnow.core.type;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.util.ClassUtil;
import dev.winnow.core.constraint.BeanValidation;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.constraint.ConstraintReader;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.json.SealedTypes;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what is declared for a slot: its shape, whether it may be null, its constraints. */
final class SlotReader {

    private static final Map<Class<?>, ScalarKind> OPTIONALS = Map.of(
            OptionalInt.class, ScalarKind.INT,
            OptionalLong.class, ScalarKind.LONG,
            OptionalDouble.class, ScalarKind.DOUBLE);
    private static final Set<String> REFUSE_NULL = Set.of("NotNull", "NotBlank", "NotEmpty");

    private final ShapeReader shapes;
    private final Problems problems;

    SlotReader(ShapeReader shapes, Problems problems) {
        this.shapes = shapes;
        this.problems = problems;
    }

    Slot read(Declared declared) {
        JavaType type = declared.type();
        if (type.hasRawClass(Optional.class)) {
            constraints(declared.owner(), declared.path(), declared.constraints(), Optional.class);
            return slot(declared.argument(0, ""), Presence.NULLABLE);
        }
        boolean nullable = declared.nullable() || OPTIONALS.containsKey(type.getRawClass());
        if (nullable && type.isPrimitive()) {
            problems.add(
                    ProblemCode.NULLABLE_PRIMITIVE,
                    declared.path(),
                    "a primitive cannot be null",
                    "use its box, or drop @Nullable");
        }
        return slot(declared, nullable ? Presence.NULLABLE : Presence.REQUIRED);
    }

    private Slot slot(Declared declared, Presence presence) {
        Class<?> raw = declared.type().getRawClass();
        ScalarKind kind = OPTIONALS.get(raw);
        Class<?> value = kind != null ? kind.javaType() : raw.isPrimitive() ? ClassUtil.wrapperType(raw) : raw;
        List<Constraint> constraints = constraints(declared.owner(), declared.path(), declared.constraints(), value);
        requireAgreement(constraints, presence, declared.path());
        return new Slot(shape(declared, raw), presence, constraints);
    }

    private Shape shape(Declared declared, Class<?> raw) {
        Optional<ScalarKind> scalar = Optional.ofNullable(OPTIONALS.get(raw)).or(() -> ScalarKind.of(raw));
        if (scalar.isPresent()) {
            return new Shape.Scalar(scalar.get());
        } else if (raw.isEnum()) {
            return Choices.read(raw, declared.path(), problems);
        } else if (raw == List.class || raw == Set.class) {
            return new Shape.ListOf(
                    read(declared.argument(0, "[]")),
                    raw == Set.class ? Shape.ListOf.Duplicates.REFUSED : Shape.ListOf.Duplicates.KEPT);
        } else if (raw == Map.class) {
            return map(declared);
        } else if (raw.isRecord() || SealedTypes.isSealed(raw)) {
            requireCascade(declared, raw);
            return shapes.structure(declared.type(), declared.path());
        }
        problems.add(
                ProblemCode.UNSUPPORTED_TYPE,
                declared.path(),
                raw.getSimpleName() + " has no place in a record type",
                Instead.of(raw));
        return new Shape.Scalar(ScalarKind.STRING);
    }

    private Shape map(Declared declared) {
        Slot key = read(declared.argument(0, "[].key"));
        Slot value = read(declared.argument(1, "[].value"));
        boolean single = key.shape() instanceof Shape.Scalar || key.shape() instanceof Shape.Choice;
        if (!single || key.presence() == Presence.NULLABLE) {
            problems.add(
                    ProblemCode.UNSUPPORTED_TYPE,
                    declared.path() + "[].key",
                    "a map's key is one value, and never null",
                    "use a String, number, date or enum");
        }
        return new Shape.MapOf(key, value);
    }

    /** Reads constraints on a value of class {@code value}. */
    List<Constraint> constraints(
            Class<?> owner, String path, Collection<ConstraintDescriptor<?>> descriptors, Class<?> value) {
        ConstraintReader reader = new ConstraintReader(owner, (kind, constraint, reason) -> {
            switch (kind) {
                case WITHOUT_MEANING ->
                    problems.add(
                            ProblemCode.CONSTRAINT_WITHOUT_MEANING,
                            path,
                            "@" + constraint + " " + reason,
                            "drop it, or change the type");
                case ARGUMENT ->
                    problems.add(
                            ProblemCode.CONSTRAINT_ARGUMENT,
                            path,
                            "@" + constraint + " " + reason,
                            "see the constraint's Javadoc");
            }
        });
        return reader.read(descriptors, value);
    }

    private void requireAgreement(List<Constraint> constraints, Presence presence, String path) {
        for (Constraint constraint : constraints) {
            if (presence == Presence.NULLABLE && REFUSE_NULL.contains(constraint.name())) {
                problems.add(
                        ProblemCode.NULL_CONTRADICTION,
                        path,
                        "may be null, but @" + constraint.name() + " refuses null",
                        "drop one of them; @Size(min = 1) takes null");
            }
            if (presence == Presence.REQUIRED && constraint.rules().contains(new Rule.Absent())) {
                problems.add(
                        ProblemCode.NULL_CONTRADICTION,
                        path,
                        "must not be null, but @" + constraint.name() + " takes nothing else",
                        "drop it, or mark the component @Nullable");
            }
        }
    }

    private void requireCascade(Declared declared, Class<?> raw) {
        if (declared.cascade() == Declared.Cascade.CONVERTED) {
            problems.add(
                    ProblemCode.GROUP_CONVERSION,
                    declared.path(),
                    "@ConvertGroup leads to constraints outside the default group",
                    "drop it");
        } else if (declared.cascade() == Declared.Cascade.NONE && constrained(raw)) {
            problems.add(
                    ProblemCode.NOT_CASCADED,
                    declared.path(),
                    "its constraints would not be validated",
                    "mark it @Valid");
        }
    }

    private static boolean constrained(Class<?> raw) {
        if (SealedTypes.isSealed(raw)) {
            return SealedTypes.branches(raw).values().stream()
                    .anyMatch(classes -> classes.stream().anyMatch(SlotReader::constrained));
        }
        return BeanValidation.isConstrained(raw);
    }
}
