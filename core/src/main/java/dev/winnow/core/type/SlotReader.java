package dev.winnow.core.type;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.json.SealedTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what is declared for a slot: its shape, whether it may be null, its constraints. */
final class SlotReader {

    private static final Map<Class<?>, ScalarKind> OPTIONALS = Map.of(
            OptionalInt.class, ScalarKind.INT,
            OptionalLong.class, ScalarKind.LONG,
            OptionalDouble.class, ScalarKind.DOUBLE);

    private final ShapeReader shapes;
    private final Problems problems;
    private final SlotRules rules;

    SlotReader(ShapeReader shapes, Problems problems) {
        this.shapes = shapes;
        this.problems = problems;
        this.rules = new SlotRules(problems);
    }

    Slot read(Declared declared) {
        Class<?> raw = declared.type().raw();
        if (raw == Optional.class && !declared.type().isRaw()) {
            return optional(declared);
        }
        return slot(declared, mayBeNull(declared.type()) ? Presence.NULLABLE : Presence.REQUIRED);
    }

    static boolean mayBeNull(Typed type) {
        return type.nullable() || type.raw() == Optional.class || OPTIONALS.containsKey(type.raw());
    }

    private Slot optional(Declared declared) {
        Declared content = declared.argument(0, "");
        if (content.type().raw() == Optional.class
                || OPTIONALS.containsKey(content.type().raw())) {
            problems.add(
                    ProblemCode.UNSUPPORTED_TYPE,
                    declared.path(),
                    "is an Optional in an Optional, which JSON cannot tell apart",
                    "use one");
            return new Slot(new Shape.Scalar(ScalarKind.STRING), Presence.NULLABLE, List.of());
        }
        List<Constraint> ofOptional = rules.constraints(declared, declared.judged());
        rules.requireTakesOptional(ofOptional, declared.path());
        Slot slot = slot(content, Presence.NULLABLE);
        List<Constraint> all = Stream.concat(
                        slot.constraints().stream(),
                        ofOptional.stream()
                                .filter(constraint -> constraint.message().isPresent())
                                .map(SlotRules::inWords))
                .toList();
        return new Slot(slot.shape(), Presence.NULLABLE, all);
    }

    private Slot slot(Declared declared, Presence presence) {
        ScalarKind kind = OPTIONALS.get(declared.type().raw());
        JavaType judged =
                kind == null ? declared.judged() : TypeFactory.defaultInstance().constructType(kind.javaType());
        List<Constraint> constraints = rules.constraints(declared, judged);
        rules.requireAgreement(constraints, presence, declared);
        rules.requireNoConversion(declared);
        Shape shape = shape(declared);
        rules.requireNoContradiction(constraints, shape, declared.path());
        return new Slot(shape, presence, constraints);
    }

    private Shape shape(Declared declared) {
        Class<?> raw = declared.type().raw();
        Optional<ScalarKind> scalar = Optional.ofNullable(OPTIONALS.get(raw)).or(() -> ScalarKind.of(raw));
        if (scalar.isPresent()) {
            return new Shape.Scalar(scalar.get());
        } else if (raw.isEnum()) {
            return Choices.read(raw, declared.path(), problems);
        } else if (declared.type().isRaw()) {
            return unsupported(declared, "stands without its type arguments", "write them, as in List<String>");
        } else if (raw == List.class || raw == Set.class) {
            return new Shape.ListOf(
                    read(declared.argument(0, "[]")),
                    raw == Set.class ? Shape.ListOf.Duplicates.REFUSED : Shape.ListOf.Duplicates.KEPT);
        } else if (raw == Map.class) {
            return map(declared);
        } else if (raw.isRecord() || SealedTypes.isSealed(raw)) {
            rules.requireCascade(declared);
            return shapes.structure(declared.type(), declared.path());
        }
        return unsupported(declared, "has no place in a record type", Instead.of(raw));
    }

    private Shape unsupported(Declared declared, String problem, String limit) {
        String type = declared.type().raw().getSimpleName();
        problems.add(ProblemCode.UNSUPPORTED_TYPE, declared.path(), type + " " + problem, limit);
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

    /** Looks at a component that Jackson ignores: it is never read, but validated. */
    void ignored(Declared declared) {
        List<Constraint> constraints = rules.constraints(declared, declared.judged());
        boolean takesNull = declared.type().raw() == Optional.class || rules.takesNull(constraints);
        if (!mayBeNull(declared.type()) || !takesNull) {
            problems.add(
                    ProblemCode.IGNORED_COMPONENT,
                    declared.path(),
                    "is never read, but may not be null",
                    "let it be null, or drop @JsonIgnore");
        }
    }
}
