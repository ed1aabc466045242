package dev.winnow.core.type;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.ClassUtil;
import dev.winnow.core.constraint.BeanValidation;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.constraint.ConstraintReader;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.json.SealedTypes;
import jakarta.validation.ValidationException;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads constraints, and sees that they, the type and {@code @Valid} agree. */
final class SlotRules {

    private static final Set<String> REFUSE_NULL = Set.of("NotNull", "NotBlank", "NotEmpty");

    private final Problems problems;

    SlotRules(Problems problems) {
        this.problems = problems;
    }

    List<Constraint> constraints(Declared declared, JavaType judged) {
        return constraints(declared.owner(), declared.path(), declared.constraints(), judged);
    }

    /** The constraints on a value of type {@code judged}. */
    List<Constraint> constraints(
            Class<?> owner, String path, Collection<ConstraintDescriptor<?>> descriptors, JavaType judged) {
        return reader(owner, path).read(descriptors, boxed(judged));
    }

    /** The constraints on what a getter returns. */
    List<Constraint> ofGetter(Class<?> owner, String path, PropertyDescriptor getter) {
        String name = getter.getPropertyName();
        JavaType judged = TypeFactory.defaultInstance().constructType(getter.getElementClass());
        return reader(owner, path + "." + name + "()")
                .readGetter(name, getter.getConstraintDescriptors(), boxed(judged));
    }

    private ConstraintReader reader(Class<?> owner, String path) {
        return new ConstraintReader(owner, (refusal, constraint, reason, instead) -> {
            ProblemCode code = switch (refusal) {
                case WITHOUT_MEANING -> ProblemCode.CONSTRAINT_WITHOUT_MEANING;
                case ARGUMENT -> ProblemCode.CONSTRAINT_ARGUMENT;
            };
            problems.add(code, path, "@" + constraint + " " + reason, instead);
        });
    }

    private static JavaType boxed(JavaType type) {
        return type.isPrimitive()
                ? TypeFactory.defaultInstance().constructType(ClassUtil.wrapperType(type.getRawClass()))
                : type;
    }

    /** A constraint of which only the message can be told. */
    static Constraint inWords(Constraint constraint) {
        return new Constraint(constraint.name(), List.of(), constraint.message(), Optional.empty());
    }

    boolean takesNull(List<Constraint> constraints) {
        return constraints.stream().noneMatch(constraint -> REFUSE_NULL.contains(constraint.name()));
    }

    void requireAgreement(List<Constraint> constraints, Presence presence, Declared declared) {
        if (declared.type().nullable() && declared.type().raw().isPrimitive()) {
            problems.add(
                    ProblemCode.NULLABLE_PRIMITIVE,
                    declared.path(),
                    "a primitive cannot be null",
                    "use its box, or drop @Nullable");
        }
        for (Constraint constraint : constraints) {
            if (presence == Presence.NULLABLE && REFUSE_NULL.contains(constraint.name())) {
                problems.add(
                        ProblemCode.NULL_CONTRADICTION,
                        declared.path(),
                        "may be null, but @" + constraint.name() + " refuses null",
                        "drop one of them; @Size(min = 1) takes null");
            }
            if (presence == Presence.REQUIRED && constraint.rules().contains(new Rule.Absent())) {
                problems.add(
                        ProblemCode.NULL_CONTRADICTION,
                        declared.path(),
                        "must not be null, but @" + constraint.name() + " takes nothing else",
                        "drop it, or mark the component @Nullable");
            }
        }
    }

    /** An empty {@code Optional} is not null. */
    void requireTakesOptional(List<Constraint> constraints, String path) {
        if (constraints.stream().anyMatch(constraint -> constraint.rules().contains(new Rule.Absent()))) {
            problems.add(ProblemCode.NULL_CONTRADICTION, path, "@Null refuses even an empty Optional", "put it inside");
        }
    }

    void requireNoContradiction(List<Constraint> constraints, Shape shape, String path) {
        Contradictions.find(constraints, shape)
                .ifPresent(both -> problems.add(
                        ProblemCode.CONSTRAINTS_CONTRADICT, path, both + " cannot both hold", "change one of them"));
    }

    void requireNoConversion(Declared declared) {
        if (declared.cascade() == Declared.Cascade.CONVERTED) {
            problems.add(
                    ProblemCode.GROUP_CONVERSION,
                    declared.path(),
                    "@ConvertGroup leads to constraints outside the default group",
                    "drop it");
        }
    }

    void requireCascade(Declared declared) {
        if (declared.cascade() == Declared.Cascade.NONE
                && isConstrained(declared.type().raw())) {
            problems.add(
                    ProblemCode.NOT_CASCADED,
                    declared.path(),
                    "its constraints would not be validated",
                    "mark it @Valid");
        }
    }

    private static boolean isConstrained(Class<?> raw) {
        if (SealedTypes.isSealed(raw)) {
            return SealedTypes.branches(raw).values().stream()
                    .anyMatch(classes -> classes.stream().anyMatch(SlotRules::isConstrained));
        }
        try {
            return BeanValidation.declared(raw).isBeanConstrained();
        } catch (ValidationException e) {
            return false; // told where the record is read
        }
    }
}
